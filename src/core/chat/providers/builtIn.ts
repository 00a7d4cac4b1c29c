import type { Endpoint } from '../messages/types';
import { builtInAddress } from './endpoint';

/** The model in the box, as a provider. Its id is one that no provider of the settings can have. */
export const pocketEndpoint: Endpoint = {
  id: builtInAddress,
  name: 'Pocket (built in)',
  baseUrl: builtInAddress,
  preset: 'pocket',
  dialect: 'pocket',
  model: 'pocket',
};

/** Whether nothing is contacted to ask it: it runs in the extension. */
export const isBuiltIn = (providerId: string | null): boolean => providerId === pocketEndpoint.id;
