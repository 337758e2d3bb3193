import { calls } from './calls.js';
import { offerInWorker } from './offer.js';

offerInWorker(calls);
