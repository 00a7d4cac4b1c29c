import * as v from 'valibot';
import type { ExtensionContext } from 'vscode';
import type { Frozen } from '../../core/base/frozen';

const key = 'prompts.code';
/** Sessions whose code is remembered, the latest first. */
const maxLinks = 50;

const place = v.union([v.literal('system'), v.number()]);
const linkSchema = v.object({
  session: v.string(),
  file: v.string(),
  origin: v.object({
    at: v.number(),
    texts: v.array(v.object({ where: place, ways: v.array(v.string()) })),
    variables: v.array(v.object({ name: v.string(), code: v.string() })),
  }),
});

/** A session, and the code that it was opened from. */
export type CodeLink = Frozen<v.InferOutput<typeof linkSchema>>;

/** Remembers which sessions were opened from code. The links are kept with this workspace, like the sessions. */
export class CodeLinks {
  constructor(private readonly context: Pick<ExtensionContext, 'workspaceState'>) {}

  of(session: string): CodeLink | undefined {
    return this.all().find((link) => link.session === session);
  }

  async keep(link: CodeLink): Promise<void> {
    const others = this.all().filter(({ session }) => session !== link.session);
    await this.context.workspaceState.update(key, [link, ...others].slice(0, maxLinks));
  }

  private all(): CodeLink[] {
    const stored = this.context.workspaceState.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((each): each is CodeLink => v.is(linkSchema, each)) : [];
  }
}
