import { onTestFinished } from 'vitest';
import { activate } from '../src/activate.js';
import type { LicenseOptions } from '../src/license-options.js';
import type { LicenseState } from '../src/shared/license-state.js';
import { openLicense, type OpenOptions } from '../src/open-license.js';
import type { Issuer } from './issuer.js';
import { newMachine } from './machine.js';

/** The reason of a verdict, in a word. */
export function reasonOf({ verdict }: Pick<LicenseState, 'verdict'>): string {
  return verdict?.ok ? 'ok' : (verdict?.reason ?? 'none');
}

/** A licensed machine, opened. `events` holds the time of each change, and what changed. */
export async function opened(
  issuer: Issuer,
  changes: Partial<LicenseOptions> = {},
  open: Partial<OpenOptions> = {},
) {
  const machine = await newMachine(issuer, changes);
  const { options, time, id } = machine;
  const claims = issuer.claims({ sub: id, features: ['render'] });
  await activate(await issuer.issue(claims), options);
  const events: { at: number; reason: string; jti: string | undefined; daysLeft: number }[] = [];
  const onChange = (state: LicenseState) =>
    events.push({ at: time.now, reason: reasonOf(state), jti: state.license?.jti, daysLeft: state.daysLeft });
  const license = await openLicense({ ...options, timer: time.timer, onChange, ...open });
  onTestFinished(() => license.close());
  return { ...machine, claims, events, license };
}
