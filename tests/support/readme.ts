import { readBlocks } from './blocks.js';

/** The fenced code blocks of the README in one language, in order. */
export function readmeBlocks(language: string): string[] {
  return readBlocks('README.md')
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}

/** The README's block in a language that it has exactly one of. */
export function readmeBlock(language: string): string {
  const [block, ...more] = readmeBlocks(language);
  if (block === undefined || more.length > 0) throw new Error(`README: expected one block of ${language}`);
  return block;
}
