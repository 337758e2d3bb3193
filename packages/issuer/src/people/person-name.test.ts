import { MAX_ASSIGNEE_LENGTH } from '@latchkey/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, openFixture, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import { watchHashing } from '../../testing/watch-hashing.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { acceptInvite } from './accept-invite.js';
import { createAccount } from './account.js';
import { createInvite } from './invites.js';
import { fitPersonName } from './person-name.js';
import { ensureSetUpToken, setUp } from './set-up.js';
import { signInExternal } from './sign-in-external.js';

const PASSWORD = 'correct horse battery';
/** Two code units and four bytes each: as long as a name can be, however it is counted. */
const LONGEST = '\u{1F600}'.repeat(MAX_ASSIGNEE_LENGTH);
const TOO_LONG = `${LONGEST}e`;

describe.each(DATABASES)('the name of a person on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(database);
  });
  afterEach(() => fixture.close());

  const invite = async (email: string) => {
    const { token } = await createInvite(fixture.ledger, fixture.owner, {
      organizationId: 'acme',
      email,
      role: 'user',
    });
    return token;
  };
  const expectLicense = async (accountId: string, name: string, n: number) => {
    const machineId = machineOf(n);
    const { offlineLicense } = await createOfflineLicense(fixture.ledger, fixture.owner, {
      organizationId: 'acme',
      licenseId: (await fixture.purchase()).id,
      machine: { machineId },
      assignee: { accountId },
      confirmation: machineId.slice(-4),
    });
    expect(offlineLicense.assignee).toBe(name);
  };

  it('fits into a license, by whichever door the person comes in', async () => {
    const { ledger } = fixture;
    const { db } = ledger;
    const hashing = watchHashing();
    const token = (await ensureSetUpToken(ledger)) ?? '';
    const email = 'op@example.com';
    await expectRefused(db, 'request-invalid', () =>
      setUp(ledger, { token, email, name: TOO_LONG, password: PASSWORD }),
    );
    await expectRefused(db, 'request-invalid', () =>
      createAccount(ledger, CONSOLE, { email, name: TOO_LONG }),
    );
    const link = await invite('ada@example.com');
    const accept = (name: string) =>
      acceptInvite(ledger, undefined, { token: link, name, password: PASSWORD });
    await expectRefused(db, 'request-invalid', () => accept(TOO_LONG));
    hashing.stop();
    expect(hashing.begun).toBe(0);
    const { account } = await accept(LONGEST);
    await expectLicense(account.id, LONGEST, 1);
  });

  it('is cut where an OpenID provider has a longer one', async () => {
    const { ledger } = fixture;
    const { account } = await signInExternal(ledger, {
      externalId: 'https://id.example sub 1',
      email: 'ada@example.com',
      name: TOO_LONG,
    });
    expect(account.name).toBe(LONGEST);
    await acceptInvite(
      ledger,
      { kind: 'account', id: account.id },
      { token: await invite('ada@example.com') },
    );
    await expectLicense(account.id, LONGEST, 1);
  });
});

it.each([
  ['', ''],
  ['Ada', 'Ada'],
  [LONGEST, LONGEST],
  [TOO_LONG, LONGEST],
  [`${'a'.repeat(119)}\u{1F600}b`, `${'a'.repeat(119)}\u{1F600}`],
  // A name does not end with a space.
  [`${'a'.repeat(118)}  b`, 'a'.repeat(118)],
])('a name that is too long is cut between characters: %s', (name, cut) => {
  expect(fitPersonName(name)).toBe(cut);
});
