import type { ProvidersFace } from '../providers/providers';
import type { Shared } from '../shared/shared';
import { registerGetStarted } from './getStarted';
import { createApi } from './publicApi';
import type { AiFieldGuideApi } from './publicApi';

export function startFirstSteps(shared: Shared, { providers }: ProvidersFace): AiFieldGuideApi {
  const { context, guide, stepDone } = shared;
  shared.start({ 'get started': () => registerGetStarted(context.extension.id, providers, stepDone) });
  return createApi(guide);
}
