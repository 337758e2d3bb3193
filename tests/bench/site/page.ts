import { offerInPage } from '../../browsers/site/offer.js';

// Everything is measured in the worker: see the driver, ../browser.ts.
offerInPage({});
