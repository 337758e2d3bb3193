import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { machineIdFromOs } from '@latchkey/core';
import { Workshop } from './workshop.js';

const shop = new Workshop();
afterAll(() => shop.dispose());
const files = readdirSync(shop.folder).toSorted();
const id = shop.machineId;

function issueFor(machine: string): string {
  const { status, stdout, stderr } = shop.run([...shop.issue, '--machine', machine]);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(readdirSync(shop.folder).toSorted()).toEqual(files);
  return stderr;
}

/** The text with the symbol at `at` replaced by the next one of the alphabet. */
function mistype(text: string, at: number): string {
  const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
  const next = alphabet[(alphabet.indexOf(text[at] as string) + 1) % 32] as string;
  return text.slice(0, at) + next + text.slice(at + 1);
}

describe('issue refuses a machine ID before anything is written', () => {
  it.each(Array.from(id, (_, i) => i))('with symbol %i wrong, and marks it', (at) => {
    const typed = mistype(id, at);
    const lines = issueFor(typed).split('\n');
    const shown = lines.findIndex((line) => line.trim() === typed);
    expect(lines[shown + 1]).toBe(`  ${' '.repeat(at)}^`);
  });

  it.each([
    [5, 6],
    [4, 36],
    [0, 20],
    [17, 23],
  ])('with symbols %i and %i wrong', (first, second) => {
    expect(issueFor(mistype(mistype(id, first), second))).toMatch(/machine ID is not right/);
  });

  it('of another product, which it names', () => {
    const other = machineIdFromOs({ osId: '0123456789abcdef0123456789abcdef', product: 'KRE', account: '' });
    expect(issueFor(other)).toMatch(/is for KRE, not for KSE/);
  });

  it.each([
    ['', /Enter the machine ID/],
    ['kse1', /Some are missing/],
    [`${id}q`, /37 .* this has 38/],
    [id.replace(/^kse1q?/, 'kse1ö'), /letters a to z/],
    ['x'.repeat(5000), /longer/],
  ])('%j', (typed, why) => {
    expect(issueFor(typed)).toMatch(why);
  });
});
