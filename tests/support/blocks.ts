import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './cli.js';

/** A fenced code block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced code blocks of a document, in order; those in lists without their indent. @param document path from the root */
export function readBlocks(document: string): Block[] {
  const text = readFileSync(path.join(ROOT, document), 'utf8');
  const blocks = text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  return [...blocks].map(([, indent = '', language = '', body = '']) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}
