import { isDeepStrictEqual } from 'node:util';
import type { Checkpoint, Mark } from '../checkpoint.js';

const FORMAT = 'latchkey-checkpoint-1';

/** A checkpoint as a file says it: readable, and fit to be kept elsewhere. */
export function writeCheckpointText({ at, organizations }: Checkpoint): string {
  return `${JSON.stringify({ format: FORMAT, at, organizations }, undefined, 1)}\n`;
}

/** Reads such a file; `undefined` for one that is none, whole or in part. */
export function readCheckpointText(text: string): Checkpoint | undefined {
  const json = parse(text);
  const { format, at, organizations } = json as Partial<Checkpoint> & { format?: unknown };
  if (format !== FORMAT || !isCount(at) || !isObject(organizations)) return undefined;
  const entries = Object.entries(organizations);
  const marks = entries.flatMap(([id, mark]) => {
    const read = readMark(mark);
    return read ? [[id, read] as const] : [];
  });
  return marks.length === entries.length ? { at, organizations: Object.fromEntries(marks) } : undefined;
}

function readMark(value: unknown): Mark | undefined {
  if (!isObject(value)) return undefined;
  const { seq, auditNumber, auditHash } = value as Partial<Mark>;
  if (!isCount(seq) || !isCount(auditNumber) || typeof auditHash !== 'string') return undefined;
  return { seq, auditNumber, auditHash };
}

/** Whether nothing but the time differs. */
export function sayTheSame(one: Checkpoint | undefined, other: Checkpoint): boolean {
  return one !== undefined && isDeepStrictEqual(one.organizations, other.organizations);
}

function parse(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
