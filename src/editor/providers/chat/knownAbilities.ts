import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { Backend } from '../../../core/chat/backend';
import { abilities } from '../../../core/chat/messages/abilities';
import type { Abilities } from '../../../core/chat/messages/abilities';
import { originIn } from '../../../core/chat/providers/location';

const storedUnder = 'providers.found';
/** Findings that are kept, the latest ones. */
const most = 300;

const finding = v.object({
  provider: v.string(),
  origin: v.string(),
  model: v.string(),
  can: v.partial(v.object(v.entriesFromList(abilities, v.boolean()))),
});
const stored = v.array(finding);
type Stored = v.InferOutput<typeof finding>;

type At = Pick<Backend, 'id' | 'location'>;

/** Abilities of models at a provider, as tests have found. They hold for its present address, and in all windows. */
export class KnownAbilities {
  constructor(private readonly memento: Memento) {}

  of(at: At, model: string): Abilities {
    return (this.read().find(isOf(at, model))?.can ?? {}) as Abilities;
  }

  async keep(at: At, model: string, found: Abilities): Promise<void> {
    const can = { ...this.of(at, model), ...found };
    const isSame = isOf(at, model);
    const others = this.read().filter((each) => !isSame(each));
    const kept = { provider: at.id, origin: originIn(at.location), model, can };
    await this.memento.update(storedUnder, [...others, kept].slice(-most));
  }

  /** Forgets the findings on a provider. Call this when its address or API has changed. */
  async forget(providerId: string): Promise<void> {
    const all = this.read();
    const others = all.filter(({ provider }) => provider !== providerId);
    if (others.length < all.length) await this.memento.update(storedUnder, others);
  }

  private read(): Stored[] {
    const parsed = v.safeParse(stored, this.memento.get(storedUnder));
    return parsed.success ? parsed.output : [];
  }
}

const isOf =
  ({ id, location }: At, asked: string) =>
  ({ provider, origin, model }: Stored): boolean =>
    provider === id && origin === originIn(location) && model === asked;
