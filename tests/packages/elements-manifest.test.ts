import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/cli.js';

const elements = path.join(ROOT, 'packages/elements');
/** The class that every element extends. */
const BASE = 'src/shared/latchkey-element.ts';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration extends Named {
  readonly tagName: string;
  readonly summary?: string;
  readonly members?: readonly (Named & { readonly kind: string })[];
  readonly events?: readonly (Named & { readonly type: { readonly text: string } })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

const read = (file: string) => readFileSync(path.join(elements, file), 'utf8');

const manifest = JSON.parse(read('dist/custom-elements.json')) as {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
};

/** The source of an element with all that it imports, at once or later; other elements and words aside. */
function readSources(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found;
  const text = read(file);
  found.set(file, text);
  for (const [, imported = ''] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)) {
    const next = `${path.posix.join(path.posix.dirname(file), imported)}.ts`;
    if (!/\.component\.ts$|^src\/locales\//.test(next)) readSources(next, found);
  }
  return found;
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();
const names = (documented: readonly Named[] = []) => documented.map(({ name }) => name).toSorted();
const code = (text: string) => text.replaceAll(/\/\*\*[^]*?\*\//g, '');

const found = manifest.modules.flatMap(({ path: file, declarations }) =>
  declarations.map((declaration) => ({ ...declaration, file })),
);

describe('the manifest of the elements', () => {
  it('has every element that a page can define', () => {
    const defined = all(
      found.map(({ tagName }) => read(`src/define/${tagName.replace('latchkey-', '')}.ts`)).join('\n'),
      /defineElement\('([\w-]+)'/g,
    );
    expect(found.map(({ tagName }) => tagName)).toEqual(expect.arrayContaining(defined));
    expect(found.length).toBeGreaterThanOrEqual(3);
  });

  describe.each(found)(
    '$tagName: what is documented is there, and what is there is documented',
    (element) => {
      const sources = readSources(element.file);
      const text = code([...sources.values()].join('\n'));

      it('summary and description', () => {
        expect(element.summary).toMatch(/^[A-Z].+\.$/);
        expect(element.description).toMatch(/^[A-Z`].+\.$/s);
      });

      it('properties', () => {
        const settable = all(code(read(element.file)), /@property\([^)]*\)\s+(\w+)/g);
        const fields = (element.members ?? []).filter(({ kind }) => kind === 'field');
        expect(names(fields)).toEqual(settable.toSorted());
        for (const { name, description } of element.members ?? [])
          expect(description, name).toMatch(/\w.+\./s);
      });

      it('events', () => {
        // The base class fires this one for who calls it.
        const shared = /\.tellFailure\(/.test(text) ? ['LatchkeyFailedEvent'] : [];
        const own = [...sources].filter(([file]) => file !== BASE).map(([, source]) => code(source));
        const fired = all(own.join('\n'), /new (Latchkey\w+Event)\(/g).concat(shared);
        const types = fired.map((name) => typeOf(name, sources));
        // What an element inside fires passes through, and may be named.
        const inner = found.filter(({ tagName }) => text.includes(`<${tagName}`));
        const passing = inner.flatMap(({ events }) => names(events));
        expect(names(element.events)).toEqual(expect.arrayContaining(types));
        expect([...types, ...passing]).toEqual(expect.arrayContaining(names(element.events)));
      });

      it('slots', () => {
        const slots = all(text, /<slot(?: name="([\w-]+)")?/g);
        expect(names(element.slots)).toEqual(sorted(slots));
      });

      it('parts', () => {
        const own = all(text, /\bpart="([\w -]+)"/g).flatMap((parts) => parts.split(' '));
        const passed = all(text, /exportparts="([\w ,-]+)"/g).flatMap((parts) => parts.split(', '));
        expect(names(element.cssParts)).toEqual(sorted([...own, ...passed]));
      });

      it('custom properties', () => {
        expect(names(element.cssProperties)).toEqual(sorted(all(text, /var\((--latchkey-[\w-]+)/g)));
      });
    },
  );

  it('is told to editors', () => {
    const { tags } = JSON.parse(read('dist/vscode.html-custom-data.json')) as { tags: readonly Named[] };
    const { properties } = JSON.parse(read('dist/vscode.css-custom-data.json')) as {
      properties: readonly Named[];
    };
    expect(names(tags)).toEqual(sorted(found.map(({ tagName }) => tagName)));
    expect(names(properties)).toEqual(sorted(found.flatMap(({ cssProperties }) => names(cssProperties))));
  });
});

/** The name under which a class of events is heard. */
function typeOf(name: string, sources: ReadonlyMap<string, string>): string {
  const source = [...sources.values()].find((text) => text.includes(`export class ${name} `));
  return source?.split(`export class ${name} `)[1]?.match(/static readonly type = '([\w-]+)'/)?.[1] ?? name;
}
