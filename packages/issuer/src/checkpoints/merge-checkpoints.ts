import type { Checkpoint, Mark } from '../checkpoint.js';

/**
 * Two checkpoints as one, in whichever order they come: each number stays at the highest, so that nothing that was seen
 * is forgotten. Of two audit entries with the same number the one that was kept first stays.
 */
export function mergeCheckpoints(kept: Checkpoint | undefined, added: Checkpoint): Checkpoint {
  if (kept === undefined) return added;
  const marks = new Map(Object.entries(kept.organizations));
  for (const [id, mark] of Object.entries(added.organizations)) {
    const before = marks.get(id);
    marks.set(id, before ? mergeMarks(before, mark) : mark);
  }
  const sorted = [...marks].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { at: Math.max(kept.at, added.at), organizations: Object.fromEntries(sorted) };
}

function mergeMarks(kept: Mark, added: Mark): Mark {
  const { auditNumber, auditHash } = added.auditNumber > kept.auditNumber ? added : kept;
  return { seq: Math.max(kept.seq, added.seq), auditNumber, auditHash };
}
