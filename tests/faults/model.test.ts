import { describeModel } from '../../packages/issuer/testing/model/model-suite.js';

// Hundreds of runs: tests/long.
describeModel({ SQLite: 12, PostgreSQL: 6 });
