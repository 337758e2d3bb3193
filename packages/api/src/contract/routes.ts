import type { z } from 'zod';
import type { FileAnswer, Route } from './route.js';
import { OFFLINE_LICENSE_ROUTES } from './routes/offline-licenses.js';
import { ORGANIZATION_ROUTES } from './routes/organization.js';
import { SESSION_ROUTES } from './routes/session.js';
import { VENDOR_ROUTES } from './routes/vendor.js';

/** Every route of the API, by the name of its function in the client. */
export const ROUTES = {
  ...SESSION_ROUTES,
  ...VENDOR_ROUTES,
  ...OFFLINE_LICENSE_ROUTES,
  ...ORGANIZATION_ROUTES,
} as const satisfies Record<string, Route>;

export type Routes = typeof ROUTES;
export type RouteName = keyof Routes;

/** What a field group of a route is once it has been read: nothing where the route has no such group. */
type Read<Group> = Group extends z.ZodType ? z.output<Group> : Record<never, never>;
type Written<Group> = Group extends z.ZodType ? z.input<Group> : Record<never, never>;
type GroupOf<Name extends RouteName, Key extends 'params' | 'query' | 'body'> = Routes[Name] extends {
  readonly [K in Key]: infer Group;
}
  ? Group
  : undefined;

/** Parameters of the path of a route, as the server has read them. */
export type ParamsOf<Name extends RouteName> = Read<GroupOf<Name, 'params'>>;
/** Its query, as the server has read it. */
export type QueryOf<Name extends RouteName> = Read<GroupOf<Name, 'query'>>;
/** Its body, as the server has read it. */
export type BodyOf<Name extends RouteName> = Read<GroupOf<Name, 'body'>>;

/** Everything that a caller gives a route, as one object. */
export type InputOf<Name extends RouteName> = Flat<
  Written<GroupOf<Name, 'params'>> & Written<GroupOf<Name, 'query'>> & Written<GroupOf<Name, 'body'>>
>;

type AnswersOf<Name extends RouteName> = Routes[Name]['answers'];

/** The success answer of a route: JSON, `FileAnswer` for a file, `undefined` for nothing. */
export type OutputOf<Name extends RouteName> = OutputOfAnswer<AnswersOf<Name>[keyof AnswersOf<Name>]>;
type OutputOfAnswer<Given> = Given extends z.ZodType
  ? z.output<Given>
  : Given extends FileAnswer
    ? FileAnswer
    : undefined;

type Flat<T> = { [Key in keyof T]: T[Key] };
