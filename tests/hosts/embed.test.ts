import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../support/blocks.js';
import { ROOT } from '../support/cli.js';
import { readPolicy } from './policies.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/embed.md'), 'utf8');
const BLOCKS = readBlocks('docs/guides/embed.md');
/** Languages of the hosts' own files. */
const TESTED = new Set(['css', 'html', 'js', 'ts', 'tsx', 'vue']);

/** Lines without indent: an excerpt stands further left than its file. */
const flatten = (text: string) => text.replaceAll(/^ +/gm, '').trim();
const read = (folder: string, pattern: RegExp) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'));
const listAll = (texts: readonly string[], pattern: RegExp) =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')))].toSorted();

describe('docs/guides/embed.md', () => {
  const files = read('tests/hosts', /(?<!\.test)\.(css|html|js|ts|tsx|vue)$/).map(flatten);
  const excerpts = BLOCKS.filter(({ language }) => TESTED.has(language)).map(({ text }) => flatten(text));

  it('shows the code of the hosts, and Angular alone, which it says, without a host', () => {
    const elsewhere = excerpts.filter((text) => !files.some((file) => file.includes(text)));
    expect(elsewhere).toEqual([expect.stringContaining('CUSTOM_ELEMENTS_SCHEMA')]);
    expect(excerpts.length).toBeGreaterThan(10);
    expect(GUIDE).toMatch(/## Angular\n\nNot among the tested hosts/);
  });

  it('opens with the code of the plain host', () => {
    expect(BLOCKS.slice(0, 2).map(({ language }) => language)).toEqual(['html', 'js']);
    const [page, script] = ['index.html', 'user.js'].map((name) =>
      flatten(readFileSync(path.join(ROOT, 'tests/hosts/plain', name), 'utf8')),
    );
    expect(page).toContain(excerpts[0]);
    expect(script).toBe(excerpts[1]);
  });

  it('has a policy that allows nothing loose', () => {
    const policy = readPolicy('plain', 'https://licenses.example.com');
    expect(policy).toMatch(
      /^default-src 'none'; .*require-trusted-types-for 'script'; trusted-types lit-html$/,
    );
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:/);
    expect(readPolicy('vue', 'x')).toMatch(/trusted-types lit-html vue$/);
  });

  it('lists every event there is, and no other', () => {
    const sources = read('packages/elements/src', /(?<!\.test)\.ts$/);
    const listed = listAll([GUIDE], /^\| `(latchkey-[\w-]+)`/gm);
    expect(listed).toEqual(listAll(sources, /static readonly type = '(latchkey-[\w-]+)'/g));
  });

  it('lists every custom property there is, and no other', () => {
    const tokens = read('packages/elements/src/shared', /^tokens\.styles\.ts$/);
    const listed = listAll([GUIDE], /^\| `(--latchkey-[\w-]+)`/gm);
    expect(listed).toEqual(listAll(tokens, /var\((--latchkey-[\w-]+)/g));
    expect(listed.length).toBeGreaterThan(10);
  });
});
