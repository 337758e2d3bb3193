import { LatchkeyError } from '@latchkey/core';

let asked;

/** The widget token; another one where there is none yet, or the license service refused the last. */
export async function getToken(refused) {
  if (!asked || (await asked) === refused) asked = ask();
  return asked;
}

async function ask() {
  try {
    const response = await fetch('/widget-token', { method: 'POST' });
    if (!response.ok) throw new LatchkeyError('unauthenticated', 'The portal gave no token: sign in again.');
    const { token } = await response.json();
    return token;
  } catch (error) {
    // The next call asks again.
    asked = undefined;
    throw error;
  }
}
