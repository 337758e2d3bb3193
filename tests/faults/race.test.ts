import { describeRace } from '../../packages/issuer/testing/faults/race-suite.js';

// A hundred rounds: tests/long.
describeRace(5);
