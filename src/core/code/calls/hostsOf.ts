import { readHosts } from '../ids/hosts';
import type { CalledAt } from '../../catalog/names/spelling';
import type { CallText } from './callText';

/** The hosts that a text names, read with the first question. */
export class HostsOf {
  private read: ReturnType<typeof readHosts> | undefined;

  constructor(private readonly text: CallText) {}

  async at(offset: number): Promise<CalledAt | undefined> {
    this.read ??= readHosts(this.text.text, this.text.source.breathe);
    return (await this.read)(offset);
  }
}
