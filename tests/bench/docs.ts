import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- Results: written by `npm run bench`, up to the next mark. -->';
const END = '<!-- End of the results. -->';

/** Puts the results between the two marks of a Markdown file. @throws where they are not there, once each and in order */
export function writeResults(file: string, results: string): void {
  const [head, tail, ...more] = readFileSync(file, 'utf8').split(BEGIN);
  const [, after, ...again] = tail?.split(END) ?? [];
  if (after === undefined || more.length > 0 || again.length > 0) {
    throw new Error(`${file} lacks the marks between which results are written: ${BEGIN} and ${END}`);
  }
  writeFileSync(file, `${head}${BEGIN}\n\n${results}\n\n${END}${after}`);
}
