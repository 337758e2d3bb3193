import type { LicenseClaims } from '@latchkey/core';
import { openBrowserActivation, type BrowserActivation } from '../../src/browser/index.js';
import type { BrowserActivationOptions } from '../../src/browser/open-browser-activation.js';
import { newIssuer, START, type Issuer } from '../issuer.js';
import { after } from './after.js';
import { wipe } from './wipe.js';

let names = 0;

/** An installation of the product KSE in this browser, one hour after `START`, and everything about it. */
export interface Installation {
  readonly issuer: Issuer;
  readonly options: BrowserActivationOptions & { readonly name: string };
  readonly time: { now: number };
  readonly backend: BrowserActivation;
  /** A back end over the same storage, as a page has it after a reload. */
  reopen(changes?: Partial<BrowserActivationOptions>): BrowserActivation;
  /** A license for this machine, 60 days as it is. */
  issue(changes?: Partial<LicenseClaims>): Promise<{ claims: LicenseClaims; text: string }>;
}

/** Makes an installation with a name of its own, and removes everything after the test. */
export async function installation(changes: Partial<BrowserActivationOptions> = {}): Promise<Installation> {
  const issuer = await newIssuer();
  const time = { now: START + 3600 };
  const name = `test-${Date.now()}-${names++}`;
  after(() => wipe(name));
  const options = {
    product: 'KSE',
    keys: issuer.keys,
    now: () => time.now,
    patience: 3000,
    ...changes,
    name,
  };
  const reopen: Installation['reopen'] = (more = {}) => {
    const opened = openBrowserActivation({ ...options, ...more });
    after(() => opened.close());
    return opened;
  };
  const backend = reopen();
  const issue: Installation['issue'] = async (more = {}) => {
    const claims = issuer.claims({ sub: (await backend.readMachine()).machineId, ...more });
    return { claims, text: await issuer.issue(claims) };
  };
  return { issuer, options, time, backend, reopen, issue };
}
