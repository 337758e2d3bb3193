import { createHash } from 'node:crypto';
import { QUESTION } from './facts.js';
import { bindingVectors } from './groups/binding.js';
import { claimVectors } from './groups/claims.js';
import { envelopeVectors } from './groups/envelope.js';
import { goodClaims } from './groups/good-claims.js';
import { goodEnvelopes } from './groups/good-envelopes.js';
import { headerVectors } from './groups/header.js';
import { payloadJsonVectors } from './groups/payload-json.js';
import { precedenceVectors } from './groups/precedence.js';
import { signatureVectors } from './groups/signature.js';
import { JWKS, keySetEntries } from './key-sets.js';
import { prettyJson } from './pretty-json.js';
import type { CorpusFile, Draft, VectorEntry } from './vector.js';

/** Makes every file of the corpus: paths below tests/vectors, and bytes. The same ones each time. */
export function buildCorpus(): Map<string, Uint8Array> {
  const drafts = [
    ...goodEnvelopes(),
    ...goodClaims(),
    ...envelopeVectors(),
    ...headerVectors(),
    ...signatureVectors(),
    ...payloadJsonVectors(),
    ...claimVectors(),
    ...bindingVectors(),
    ...precedenceVectors(),
  ];
  const files = new Map<string, Uint8Array>();
  const vectors = drafts.map((draft) => {
    const entry = toEntry(draft);
    if (files.has(entry.file)) throw new Error(`Two vectors are named ${draft.name}`);
    files.set(entry.file, bytesOf(draft));
    return entry;
  });
  const corpus: CorpusFile = {
    format: 'latchkey-vectors-1',
    keys: 'keys.json',
    keySets: keySetEntries(),
    vectors,
  };
  files.set('corpus.json', Buffer.from(prettyJson(corpus)));
  files.set('keys.json', Buffer.from(prettyJson(JWKS)));
  return files;
}

function toEntry(draft: Draft): VectorEntry {
  const { name, fault, expected, step, question, claims, cofactored } = draft;
  return {
    file: `files/${name}.lic`,
    sha256: createHash('sha256').update(bytesOf(draft)).digest('hex'),
    fault,
    expected,
    step,
    question: { ...QUESTION, ...question },
    ...(claims && { claims }),
    ...(cofactored && { cofactored }),
  };
}

function bytesOf({ content }: Draft): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
