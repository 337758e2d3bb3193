import { LatchkeyError } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { readInput } from './read-input.js';
import { ROUTES } from './routes.js';

const create = ROUTES.createOfflineLicense.body;
const good = { licenseId: 'lic-1', machine: { machineId: 'kse1' }, confirmation: 'hs03' };

function refuse(schema: Parameters<typeof readInput>[0], value: unknown): LatchkeyError {
  try {
    readInput(schema, value);
  } catch (error) {
    if (error instanceof LatchkeyError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('readInput', () => {
  it('reads what fits', () => {
    expect(readInput(create, good)).toEqual(good);
  });

  it('lets a missing confirmation through, which has a refusal of its own', () => {
    const { confirmation: _, ...rest } = good;
    expect(readInput(create, rest)).toEqual({ ...rest, confirmation: '' });
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['']],
    ['null', null, ['']],
    ['a list', [], ['']],
    ['a missing field', { machine: good.machine }, ['licenseId']],
    ['an unknown field', { ...good, seats: 2 }, ['seats']],
    ['a field that is null', { ...good, assignee: null }, ['assignee']],
    [
      'a machine that is two things',
      { ...good, machine: { machineId: 'a', activationRequest: 'b' } },
      ['machine'],
    ],
    ['a machine ID without end', { ...good, machine: { machineId: 'k'.repeat(201) } }, ['machine.machineId']],
    ['an ID with a control character', { ...good, licenseId: 'lic\u0007' }, ['licenseId']],
    ['a name that no license can carry', { ...good, assignee: { name: 'a'.repeat(121) } }, ['assignee.name']],
    ['a name of spaces', { ...good, assignee: { name: '  ' } }, ['assignee.name']],
    ['several', { licenseId: 1, machine: 2 }, ['licenseId', 'machine']],
  ])('refuses %s and names it', (_, value, fields) => {
    const error = refuse(create, value);
    expect(error.code).toBe('request-invalid');
    expect(error.details.fields).toEqual(fields);
    for (const field of fields) expect(error.message).toContain(field);
  });

  it('says what a text must be', () => {
    const error = refuse(ROUTES.renameOrganization.body, { name: 'Acme\u202e' });
    expect(error.message).toContain('name must have 1 to 200 characters, none of them invisible');
    expect(error.message).not.toContain('\u202e');
  });

  it('repeats neither values nor what cannot be seen in names', () => {
    const error = refuse(ROUTES.signIn.body, {
      email: 'a@b',
      password: 'x'.repeat(201),
      'a\u202eb\u0000': 1,
    });
    expect(error.message).not.toMatch(/xxx|\u202e|\u0000/);
    expect(error.details.fields).toEqual(['password', 'ab']);
  });

  it('stays short, whatever comes', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}${'y'.repeat(500)}`, i]));
    const error = refuse(ROUTES.signIn.body, many);
    expect(error.message.length).toBeLessThan(1200);
    expect(error.details.fields).toHaveLength(10);
    expect(error.message).toContain('4992 more');
  });
});

it.each([
  ['setUp', { token: 'lku_x', email: 'a@b.c', password: 'x' }],
  ['acceptInvite', { token: 'lki_x', password: 'x' }],
] as const)('the name of an account fits into a license: %s', (route, rest) => {
  const { body } = ROUTES[route];
  const name = '😀'.repeat(120);
  expect(readInput(body, { ...rest, name })).toEqual({ ...rest, name });
  expect(refuse(body, { ...rest, name: `${name}a` }).details.fields).toEqual(['name']);
});

describe('a query', () => {
  const { query } = ROUTES.listOfflineLicenses;

  it('is text, and is read as what it means', () => {
    expect(readInput(query, { limit: '200', ascending: 'true' })).toEqual({ limit: 200, ascending: true });
    expect(readInput(query, { ascending: 'false' })).toEqual({ ascending: false });
    expect(readInput(query, {})).toEqual({});
  });

  it.each([
    ['limit', ''],
    ['limit', '0'],
    ['limit', '201'],
    ['limit', '1.5'],
    ['limit', '-1'],
    ['limit', ' 5'],
    ['limit', '0x10'],
    ['limit', '1e2'],
    ['limit', '٣'],
    ['limit', '9'.repeat(400)],
    ['limit', ['1', '2']],
    ['ascending', ''],
    ['ascending', 'TRUE'],
    ['ascending', '1'],
    ['state', 'ended'],
    ['search', 'x'.repeat(201)],
    ['cursor', ''],
  ])('refuses %s=%j', (name, value) => {
    expect(refuse(query, { [name]: value }).details.fields).toEqual([name]);
  });
});

describe('a text', () => {
  const { body } = ROUTES.renameOrganization;

  it.each([
    ['one letter', 'a'],
    ['200 letters beyond 16 bits', '😀'.repeat(200)],
    ['an accent, composed', 'é'],
    ['spaces inside', 'a b'],
  ])('can be %s', (_, name) => expect(readInput(body, { name })).toEqual({ name }));

  it.each([
    ['empty', ''],
    ['a space', ' '],
    ['with a space before', ' a'],
    ['with a line', 'a\nb'],
    ['an accent apart', 'e\u0301'],
    ['half a letter', '\ud83d'],
    ['201 letters', '😀'.repeat(201)],
    ['a number', 1],
  ])('cannot be %s', (_, name) => expect(refuse(body, { name }).details.fields).toEqual(['name']));
});
