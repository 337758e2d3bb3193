import type { Route } from '../route.js';
import * as schemas from '../schemas/session.js';

export const SESSION_ROUTES = {
  signIn: {
    method: 'post',
    path: '/session',
    summary: 'Signs in: sets the cookie of a session.',
    access: 'public',
    body: schemas.signIn,
    answers: { 201: schemas.account },
    problems: ['sign-in-failed'],
  },
  getSession: {
    method: 'get',
    path: '/session',
    summary: 'Who has signed in.',
    access: 'session',
    answers: { 200: schemas.account },
    problems: [],
  },
  signOut: {
    method: 'delete',
    path: '/session',
    summary: 'Signs out: ends the session at once.',
    access: 'session',
    answers: { 204: undefined },
    problems: [],
  },
  changePassword: {
    method: 'put',
    path: '/session/password',
    summary:
      'Changes the password of who has signed in. Every session of that account ends; the answer has the cookie of a new one.',
    access: 'session',
    body: schemas.changePassword,
    answers: { 204: undefined },
    problems: ['sign-in-failed'],
  },
  setUp: {
    method: 'post',
    path: '/set-up',
    summary:
      'Makes the first operator, with the token that the service wrote at its first start, and signs in.',
    access: 'public',
    body: schemas.setUp,
    answers: { 201: schemas.account },
    problems: ['sign-in-failed', 'set-up-done', 'exists'],
  },
  inspectInvite: {
    method: 'post',
    path: '/invites/inspect',
    summary: 'What an invite offers.',
    access: 'public',
    body: schemas.inspectInvite,
    answers: { 200: schemas.inviteOffer },
    problems: ['invite-invalid'],
    safe: true,
  },
  acceptInvite: {
    method: 'post',
    path: '/invites/accept',
    summary: 'Joins an organization: as who has signed in, else as a new account, which is signed in then.',
    access: 'public',
    body: schemas.acceptInvite,
    answers: { 201: schemas.account },
    problems: ['invite-invalid', 'exists'],
  },
} as const satisfies Record<string, Route>;
