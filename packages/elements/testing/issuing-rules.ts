import {
  decodeBase64url,
  LatchkeyError,
  parseMachineId,
  type MachineReference,
  type Problem,
} from '@latchkey/core';
import type { IssuedRow } from './issued-store.js';
import { tokenOf } from './issuing-samples.js';
import { MACHINE_ID, REQUEST } from './samples.js';

/** A refusal as the service makes it. */
export function problem(code: Problem, details: LatchkeyError['details'] = {}): LatchkeyError {
  return new LatchkeyError(code, `It is ${code}.`, { details });
}

/** What the file of an issued license says. */
export function fileTextOf(row: IssuedRow): string {
  const { organizationId, licenseId, product: aud, machineId: sub, assignee, seq } = row;
  return tokenOf('license+jwt', {
    iss: 'https://licenses.example',
    sub,
    aud,
    jti: row.id,
    iat: row.issuedAt,
    nbf: row.startsAt,
    exp: row.endsAt,
    org: { id: organizationId, name: 'Nørdic Ships A/S' },
    lic: licenseId,
    seq,
    ...(assignee !== undefined && { assignee }),
  });
}

/** @throws LatchkeyError `confirmation-missing` */
export function assertConfirmed(machineId: string, confirmation: string): void {
  if (confirmation.trim().toLowerCase() !== machineId.slice(-4)) throw problem('confirmation-missing');
}

interface Machine {
  readonly machineId: string;
  readonly host?: string;
  readonly container?: true;
}

/** @throws LatchkeyError `machine-id-invalid`, `wrong-product`, `activation-request-invalid` */
export function readMachine(reference: MachineReference, product: string): Machine {
  if ('machineId' in reference) {
    const read = parseMachineId(reference.machineId, product);
    if (read.ok) return { machineId: read.text };
    throw problem(read.fault === 'wrong-product' ? 'wrong-product' : 'machine-id-invalid');
  }
  const text = reference.activationRequest.trim();
  if (text === REQUEST) return { machineId: MACHINE_ID, host: 'ada-laptop' };
  const payload = decodeBase64url(text.split('.')[1] ?? '');
  try {
    const { sub, aud, ...more } = JSON.parse(new TextDecoder().decode(payload)) as Record<string, string>;
    if (sub !== undefined && aud === product) return { machineId: sub, ...more };
  } catch {
    // Said below.
  }
  throw problem('activation-request-invalid');
}
