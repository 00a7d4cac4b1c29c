import { FakePageHost } from './pageHost';
import { draftOf, pocket } from './providerViews';
import type { ScriptedHost } from './scriptedHost';

// The playground page where the model in the box is the one that answers.

/** The target of its answers. */
export const pocketTarget = { providerId: pocket.id, providerName: pocket.name, host: '', model: 'pocket' };
const pocketDraft = draftOf({ providerId: pocket.id, model: 'pocket' });

export const withPocket = (prepare: (host: ScriptedHost) => void = () => undefined): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.providers = [pocket];
    host.draft = pocketDraft;
    prepare(host);
  });
