import { expect, it } from 'vitest';
import { ROUTES, type Route } from '../contract/index.js';
import { CALLS } from './calls.js';

it('knows every route as the contract has it', () => {
  const expected = Object.entries(ROUTES as Readonly<Record<string, Route>>).map(([name, route]) => {
    const { method, path, idempotent, safe, answers } = route;
    const [answer] = Object.values(answers);
    return [
      name,
      {
        method,
        path,
        repeat: idempotent ? 'by-key' : method === 'get' || safe ? 'always' : 'never',
        answer: answer === undefined ? 'nothing' : 'file' in answer ? answer.file : 'json',
      },
    ];
  });
  expect(Object.entries(CALLS)).toEqual(expected);
});
