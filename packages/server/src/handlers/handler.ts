import type {
  BodyOf,
  FileAnswer,
  OutputOf,
  ParamsOf,
  QueryOf,
  RouteName,
  Routes,
} from '@latchkey/api/contract';
import type { Actor } from '@latchkey/issuer';
import type { Caller } from '../callers/find-caller.js';
import type { Service } from '../service.js';

/** A request that has been read: all that a handler gets to see. */
interface Call<Name extends RouteName> {
  readonly service: Service;
  readonly params: ParamsOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  readonly caller: CallerOf<Name>;
  /** Where the request came from. */
  readonly address: string;
  /** The token of a session that the browser has already, dead or alive. */
  readonly cookie: string | undefined;
}

type AccessOf<Name extends RouteName> = Routes[Name]['access'];
type Session = Extract<Caller, { kind: 'session' }>;
/** What the access of a route promises about who calls it. */
type CallerOf<Name extends RouteName> =
  AccessOf<Name> extends 'public'
    ? Session | undefined
    : AccessOf<Name> extends 'session'
      ? Session
      : { readonly actor: Actor };

/** A file to send. */
export interface SentFile {
  readonly name: string;
  readonly body: string | ReadableStream<Uint8Array>;
}

/** What a handler answers: one of the statuses of its route, and what the route promises with it. */
type Result<Name extends RouteName> = {
  readonly status: keyof Routes[Name]['answers'] & number;
} & Content<OutputOf<Name>> & {
    /** A session that begins, or `ended`. */
    readonly session?: { readonly token: string; readonly expiresAt: number } | 'ended';
  };

type Content<Output> = [Output] extends [undefined]
  ? Record<never, never>
  : [Output] extends [FileAnswer]
    ? { readonly file: SentFile }
    : { readonly json: Output };

type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<Result<Name>>;

/** A handler for each of some routes. */
export type Handlers<Names extends RouteName> = { readonly [Name in Names]: Handler<Name> };
