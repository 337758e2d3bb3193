import { LatchkeyError } from '@latchkey/core';
import type { ExternalIdentity } from '@latchkey/issuer';
import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import type { OidcOptions } from '../options.js';

/** How long the provider may take to answer, seconds. */
const TIMEOUT = 10;

/** What has to come back from the provider unchanged, and what only the browser that left knows. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** Speaks with an OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core §3.1). */
export class OidcClient {
  readonly #options: OidcOptions;
  readonly #redirectUri: string;
  #configuration: Promise<Configuration> | undefined;

  /**
   * @param redirectUri where the provider sends browsers back to
   * @throws TypeError for an issuer whose answers could be changed on their way
   */
  constructor(options: OidcOptions, redirectUri: string) {
    const { protocol, hostname } = new URL(options.issuer);
    if (protocol !== 'https:' && !isThisMachine(hostname)) {
      throw new TypeError(`The OpenID provider ${options.issuer} must have an https address.`);
    }
    this.#options = options;
    this.#redirectUri = redirectUri;
  }

  /** Where to send the browser, and what to remember meanwhile. */
  async depart(): Promise<{ url: URL; departure: Departure }> {
    const client = await import('openid-client');
    const configuration = await this.#discover();
    const departure = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: 'openid email profile',
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
    });
    return { url, departure };
  }

  /**
   * Who came back.
   *
   * @param search the query that the browser came back with
   * @throws LatchkeyError `sign-in-failed`, `unavailable`
   */
  async arrive(search: string, { state, nonce, verifier }: Departure): Promise<ExternalIdentity> {
    const client = await import('openid-client');
    const configuration = await this.#discover();
    try {
      // Not the address of the request: a proxy may have changed it, and anybody may have made it up.
      const tokens = await client.authorizationCodeGrant(configuration, new URL(search, this.#redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims() as IDToken;
      const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
      const isComplete = claims.email !== undefined && claims.name !== undefined;
      const more =
        isComplete || !hasUserInfo
          ? claims
          : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return identityOf(claims, more);
    } catch (error) {
      if (error instanceof LatchkeyError) throw error;
      throw failed('The provider refused, or the answer did not belong to a sign-in that began here.', error);
    }
  }

  #discover(): Promise<Configuration> {
    // A provider that could not be reached is asked again the next time.
    this.#configuration ??= discover(this.#options).catch((error: unknown) => {
      this.#configuration = undefined;
      throw new LatchkeyError(
        'unavailable',
        'The service that you sign in with does not answer. Try again in a moment, or sign in with a password.',
        { cause: error },
      );
    });
    return this.#configuration;
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<Configuration> {
  const client = await import('openid-client');
  const insecure = isThisMachine(new URL(issuer).hostname) ? [client.allowInsecureRequests] : [];
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  return client.discovery(new URL(issuer), clientId, {}, authentication, {
    timeout: TIMEOUT,
    execute: insecure,
  });
}

function identityOf(claims: IDToken, more: IDToken | UserInfoResponse): ExternalIdentity {
  const email = claims.email ?? more.email;
  if (typeof email !== 'string') throw failed('The provider did not give an e-mail address.');
  if ((claims.email_verified ?? more.email_verified) === false) {
    throw failed('The provider has not checked that the e-mail address is yours.');
  }
  const name = claims.name ?? more.name;
  return {
    externalId: `${claims.iss} ${claims.sub}`,
    email,
    name: typeof name === 'string' && name !== '' ? name : email,
  };
}

function failed(why: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('sign-in-failed', `You are not signed in. ${why} Try again.`, { cause });
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
