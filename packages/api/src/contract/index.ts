export { BASE_PATH } from './base-path.js';
export { IDEMPOTENCY_KEY, SESSION_COOKIE } from './headers.js';
export { openApiDocument, type OpenApiDocument } from './open-api/document.js';
export type { Operation } from './open-api/operation.js';
export { PROBLEM_TYPE, problemDocument, type ProblemDocument } from './problem-document.js';
export { COMMON_PROBLEMS, problemsOf } from './problems.js';
export { readAnswer } from './read-answer.js';
export { readInput } from './read-input.js';
export type { Access, Answer, FileAnswer, Route } from './route.js';
export {
  ROUTES,
  type BodyOf,
  type InputOf,
  type OutputOf,
  type ParamsOf,
  type QueryOf,
  type RouteName,
  type Routes,
} from './routes.js';
export { SCOPES, WIDGET_SCOPES, type Scope } from './scopes.js';
