import { expect, it } from 'vitest';
import { checkConfiguration, type ServeFlags } from './configuration.js';

const GOOD: ServeFlags = {
  port: '8080',
  host: 'localhost',
  issuer: 'Example Vendor',
  data: 'ledger',
  demo: true,
};

it('takes what can be started', () => {
  expect(checkConfiguration(GOOD)).toEqual({ port: 8080, baseUrl: 'http://localhost:8080' });
});

it('names every mistake at once', () => {
  const bad: ServeFlags = {
    port: '80a',
    host: 'localhost',
    data: 'ledger',
    issuer: 'x'.repeat(201),
    baseUrl: 'licenses.example.com',
    allowedOrigin: ['https://portal.example/page'],
    passphraseFile: '/no/such/file',
    oidcIssuer: 'https://id.example.com',
  };
  const mistakes = [
    '--port',
    '--base-url',
    '--issuer',
    '--allowed-origin',
    '--key is',
    '--passphrase-file',
    '--oidc-',
  ];
  const said = () => checkConfiguration(bad);
  for (const mistake of mistakes) expect(said).toThrow(mistake);
});
