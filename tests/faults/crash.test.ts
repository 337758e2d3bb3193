import { describeCrashes } from '../../packages/issuer/testing/faults/crash-suite.js';

// A thousand kills: tests/long.
describeCrashes(20);
