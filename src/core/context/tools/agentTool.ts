import * as v from 'valibot';
import type { Catalog } from '../../catalog/catalog';
import type { Tokenizer } from '../../catalog/catalogTable';
import type { HostIdTable } from '../../catalog/hostIdTable';
import type { Lifecycle } from '../../catalog/lifecycle';
import type { ModelNames } from '../../catalog/names/modelNames';
import type { NearMissIndex } from '../../code/calls/nearMiss';
import type { IdConfig } from '../../code/ids/config/idConfig';
import type { JudgedId } from '../../code/ids/evaluate';
import type { IdFile } from '../../code/ids/fileIds';
import type { FoundId } from '../../code/ids/findIds';
import type { Disk } from '../../files/disk';
import type { GlossaryIndex } from '../../glossary/find/findTerm';
import type { GuideGroup } from '../../search/guideChoices';
import type { TokenCount } from '../../tokens/counting/modelCount';
import type { AgentToolName } from './agentToolNames';

/** A folder that agents may read in. */
export interface ToolFolder {
  /** Its full path. */
  readonly root: string;
  readonly disk: Disk;
}

/** Services that the tools need from the field guide, and from the program that runs them. */
export interface ToolNeeds {
  readonly guide: {
    count(
      text: string,
      by: Pick<Tokenizer, 'encoding' | 'estimate'>,
      how: { readonly languageId?: string | undefined; readonly signal?: AbortSignal },
    ): Promise<TokenCount>;
    catalog(): Promise<Catalog>;
    glossary(): Promise<GlossaryIndex>;
    lifecycle(): Promise<Lifecycle>;
    hostIds(): Promise<HostIdTable>;
    modelNames(): Promise<ModelNames>;
    nearMisses(): Promise<NearMissIndex>;
    search(): Promise<(query: string) => GuideGroup[]>;
    idsIn(file: IdFile, onSlow: () => void): Promise<FoundId[]>;
    judgeIds(
      found: readonly FoundId[],
      by: { readonly config: IdConfig; readonly within: number },
    ): Promise<JudgedId[]>;
  };
  readonly host: { nextTurn(): Promise<void>; sha256(bytes: Uint8Array): Promise<string> };
  readonly folders: readonly ToolFolder[];
  readonly signal?: AbortSignal;
}

/** A JSON Schema. Every character of it is sent to the model with every turn. */
interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

/** A tool that an agent may call. It reads, and changes nothing. */
export interface AgentTool {
  readonly name: AgentToolName;
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** @returns the text that the model reads. @throws ToolError with what the model can mend, and any other error */
  run(input: unknown, needs: ToolNeeds): Promise<string>;
}

/** An error that the calling model can mend. The model gets the message as it is. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** A tool whose input is checked by `input` before it runs. */
export const agentTool = <Input>(
  { name, description, inputSchema }: Omit<AgentTool, 'run'>,
  input: v.GenericSchema<unknown, Input>,
  run: (input: Input, needs: ToolNeeds) => Promise<string>,
): AgentTool => ({
  ...{ name, description, inputSchema },
  async run(given, needs) {
    const parsed = v.safeParse(input, given ?? {});
    if (parsed.success) return run(parsed.output, needs);
    const [issue] = parsed.issues;
    const path = v.getDotPath(issue);
    throw new ToolError(`Wrong input of ${name}${path === null ? '' : `, ${path}`}: ${issue.message}.`);
  },
});
