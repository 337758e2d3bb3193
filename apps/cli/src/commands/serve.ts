import path from 'node:path';
import { Option, type Command } from 'commander';
import { createBatchVerifier, type Signer } from '@latchkey/crypto';
import { createKeyFile } from '@latchkey/crypto/node';
import { LatchkeyError } from '@latchkey/core';
import { makeFolder, writeNewFile } from '@latchkey/device/files';
import { readText } from '../files.js';
import { print, remark } from '../output.js';
import { openKey } from '../passphrase.js';
import { checkConfiguration, type ServeFlags } from '../service/configuration.js';
import { DEMO_PASSWORD, seedDemo } from '../service/demo.js';
import { loadIssuer, loadServer } from '../service/optional.js';
import { openLedger, withPlace } from '../service/place.js';
import { publishKeys } from '../service/published-keys.js';

export function register(program: Command): void {
  withPlace(program.command('serve'))
    .description('run the issuing service')
    .addOption(new Option('--port <n>', 'port').env('LATCHKEY_PORT').default('8080'))
    .addOption(
      new Option('--host <address>', 'address to listen at').env('LATCHKEY_HOST').default('127.0.0.1'),
    )
    .addOption(
      new Option('--base-url <url>', 'how browsers reach it (http://localhost:<port>)').env(
        'LATCHKEY_BASE_URL',
      ),
    )
    .addOption(
      new Option('--issuer <name>', "the vendor's name, as license files say")
        .env('LATCHKEY_ISSUER')
        .default('Latchkey'),
    )
    .addOption(new Option('--key <file>', 'the key file that signs').env('LATCHKEY_KEY'))
    .addOption(
      new Option('--passphrase-file <file>', 'the passphrase of the key file').env(
        'LATCHKEY_PASSPHRASE_FILE',
      ),
    )
    .addOption(
      new Option('--trust-proxy [true|false]', 'it runs behind one proxy of yours')
        .preset('true')
        .env('LATCHKEY_TRUST_PROXY'),
    )
    .addOption(
      new Option('--allowed-origin <origin...>', 'foreign pages that may call with a token').env(
        'LATCHKEY_ALLOWED_ORIGINS',
      ),
    )
    .addOption(
      new Option('--oidc-issuer <url>', 'sign in at this OpenID provider').env('LATCHKEY_OIDC_ISSUER'),
    )
    .addOption(new Option('--oidc-client-id <id>', 'as the provider knows it').env('LATCHKEY_OIDC_CLIENT_ID'))
    .addOption(
      new Option('--oidc-client-secret-file <file>', 'its secret').env('LATCHKEY_OIDC_CLIENT_SECRET_FILE'),
    )
    .option('--demo', 'with a key, an organization, people and licenses to try it out')
    .addHelpText(
      'after',
      '\nExamples:\n  $ latchkey serve --demo\n  $ latchkey serve --data /var/lib/latchkey --key issuer.key.json --passphrase-file pass.txt \\\n      --base-url https://licenses.example.com',
    )
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const { port, baseUrl, trustProxy, allowedOrigins } = checkConfiguration(flags);
  const [{ ensureSetUpToken }, { createServer }] = await Promise.all([loadIssuer(), loadServer()]);
  await makeFolder(flags.data);
  const signer = await openSigner(flags);
  const keys = await publishKeys(path.join(flags.data, 'keys.json'), [signer.publicKey]);
  const ledger = {
    ...(await openLedger(flags, signer)),
    issuer: flags.issuer,
    engine: await createBatchVerifier({ window: 8, keys: 1 }),
  };
  if (flags.demo === true && (await seedDemo(ledger))) {
    remark(
      `Added demo data. Sign in as operator@, owner@, admin@ or user@demo.example, password ${DEMO_PASSWORD}`,
    );
  }
  const secretFile = flags.oidcClientSecretFile;
  const server = await createServer({
    ledger,
    keys,
    baseUrl,
    trustProxy,
    allowedOrigins,
    ...(flags.oidcIssuer !== undefined &&
      flags.oidcClientId !== undefined && {
        oidc: {
          issuer: flags.oidcIssuer,
          clientId: flags.oidcClientId,
          ...(secretFile !== undefined && { clientSecret: (await readText(secretFile)).trim() }),
        },
      }),
  });
  await server.listen(port, flags.host);
  const token = await ensureSetUpToken(ledger);
  print(`Latchkey is at ${baseUrl}. Ctrl-C stops it.`);
  if (token !== undefined) remark(`There is no operator yet. Set up with this token: ${token}`);
  await untilStopped();
  await server.close();
  await ledger.checkpoints?.flush();
  await ledger.db.destroy();
}

/** The key that signs; for the demo a new one in the data folder. */
async function openSigner({ key, passphraseFile, data }: ServeFlags): Promise<Signer> {
  if (key !== undefined) return openKey(key, 'issuer', passphraseFile);
  const file = path.join(data, 'demo.key.json');
  try {
    await writeNewFile(file, await createKeyFile('issuer'), 0o600);
    remark(`Made ${file}, a key for trying out. It is not sealed: issue nothing with it that counts.`);
  } catch (error) {
    if (!(error instanceof LatchkeyError && error.code === 'file-exists')) throw error;
  }
  return openKey(file, 'issuer');
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
