import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './cli.js';

/** The fenced code blocks of the README in one language, in order. */
export function readmeBlocks(language: string): string[] {
  const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.filter(([, name]) => name === language).map(([, , body]) => body as string);
}

/** The README's block in a language that it has exactly one of. */
export function readmeBlock(language: string): string {
  const [block, ...more] = readmeBlocks(language);
  if (block === undefined || more.length > 0) throw new Error(`README: expected one block of ${language}`);
  return block;
}
