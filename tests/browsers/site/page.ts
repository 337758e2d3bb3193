import { calls } from './calls.js';
import { offerInPage } from './offer.js';

offerInPage(calls);
