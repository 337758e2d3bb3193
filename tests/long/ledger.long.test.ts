import { describe } from 'vitest';
import { describeCrashes } from '../../packages/issuer/testing/faults/crash-suite.js';
import { describeRace } from '../../packages/issuer/testing/faults/race-suite.js';
import { describeModel } from '../../packages/issuer/testing/model/model-suite.js';

// What `npm test` does a few times, often enough to meet what is rare.
describe('the last seat', () => describeRace(100));
describe('power cuts', () => describeCrashes(1000));
describe('the model', () => describeModel({ SQLite: 1000, PostgreSQL: 100 }));
