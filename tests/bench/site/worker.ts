import { offerInWorker } from '../../browsers/site/offer.js';
import { benchBatches } from './batches.js';

offerInWorker({ benchBatches });
