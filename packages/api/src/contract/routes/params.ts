import { z } from 'zod';
import { id } from '../fields.js';

export const ofOrganization = z.strictObject({ organizationId: id });
