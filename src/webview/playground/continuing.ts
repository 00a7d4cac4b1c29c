import type { Post } from '../shared/lightElement';

/** Knows which models go on with an answer that is begun for them. The host is asked once for each model. */
export class Continuing {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly post: Post) {}

  /** Returns whether a model goes on. Where that is not known yet it is `false`, and the host tells it a moment later. */
  can(providerId: string, model: string): boolean {
    const name = `${providerId} ${model}`;
    const known = this.known.get(name);
    if (known === undefined && providerId !== '' && model !== '') {
      this.known.set(name, false);
      this.post({ type: 'askContinues', providerId, model });
    }
    return known ?? false;
  }

  receive(providerId: string, model: string, continues: boolean): void {
    this.known.set(`${providerId} ${model}`, continues);
  }

  /** Forgets what is known, as the providers have changed. */
  clear(): void {
    this.known.clear();
  }

  /** A text that changes with all that is known. */
  get version(): string {
    return JSON.stringify([...this.known]);
  }
}
