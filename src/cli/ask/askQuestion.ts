import type { BytesOf } from '../../core/base/bytesText';
import type { Backend } from '../../core/chat/backend';
import { fileFacts } from '../../core/chat/fileFacts';
import type { MessageFile } from '../../core/chat/fileFacts';
import type { ChatRequest } from '../../core/chat/messages/chatTypes';
import { hostIn } from '../../core/chat/providers/location';
import { ofSchemaSupport, abilityOf } from '../../core/chat/modelAbilities';
import type { FieldGuide } from '../../core/fieldGuide';
import { supportAt } from '../../core/schema/schemaSupport';
import { UsageError, inOneLine } from '../shared/commandLine';
import type { Caller, CommandLine, Console } from '../shared/commandLine';
import type { AskArguments } from './askArguments';
import { askedBackend, pocketHere } from '../shared/askedBackend';
import { endpointOf } from '../shared/askedEndpoint';
import { readFiles } from './attachedFiles';
import { readExactText, readPrompt } from './askInputs';
import { paramsOf } from '../shared/params';
import { readSchema, schemaNotes } from './schema';
import type { ReadSchema } from './schema';
import { sayHere } from '../shared/sayHere';

/** A question that is ready to be sent. */
export interface AskQuestion {
  readonly args: AskArguments;
  readonly backend: Backend;
  readonly request: ChatRequest;
  readonly media: BytesOf;
  readonly schema?: ReadSchema;
  readonly console: Console;
  readonly caller: Caller;
  readonly guide: FieldGuide;
}

/**
 * Reads and checks everything that is to be sent. The prompt is read last, as the user may have to type it.
 * @throws UsageError, InputError
 */
export async function askQuestionOf(args: AskArguments, { console, caller, guide }: CommandLine): Promise<AskQuestion> {
  if (!caller) throw new Error('There is no process from which something could be sent.');
  const onBroken = (why: string): void => console.printError(inOneLine(why));
  const endpoint = endpointOf(args, caller.environment);
  const backend = endpoint ? askedBackend(endpoint, { guide, caller, onBroken }) : pocketHere({ caller, onBroken });
  const params = await paramsOf(args.params, args.model, backend, { schema: args.schema !== undefined });
  const files = await readFiles(args.images, console);
  if (args.images.length > 0) await refuseFiles(files.parts, args, backend, guide);
  const schema = args.schema === undefined ? undefined : await schemaOf(args.schema, args, backend, { console, guide });
  const system = args.system === undefined ? '' : await readExactText(args.system, console);
  const prompt = await readPrompt(args.prompt, console);
  const request: ChatRequest = {
    model: args.model,
    system: system.trim() === '' ? '' : system,
    messages: [{ role: 'user', parts: [...files.parts, { type: 'text', text: prompt }] }],
    params,
    ...(schema && { outputSchema: schema.output }),
  };
  return { args, backend, request, media: files.media, ...(schema && { schema }), console, caller, guide };
}

/**
 * Refuses files that the model or the limits of its maker rule out. Where that is unknown, the request is sent.
 * @throws UsageError
 */
async function refuseFiles(
  files: readonly MessageFile[],
  { images, model }: Pick<AskArguments, 'images' | 'model'>,
  backend: Backend,
  guide: Pick<FieldGuide, 'catalog'>,
): Promise<void> {
  const facts = fileFacts(files, files, { backend, model, catalog: await guide.catalog() }, sayHere);
  const at = facts.findIndex(({ problem }) => problem !== undefined);
  if (at >= 0) throw new UsageError(`--image ${images[at]}: ${facts[at]?.problem}`);
}

/**
 * Reads the schema of the answer.
 * @throws UsageError where the model cannot be held to a schema; where that is unknown, the request is sent
 */
async function schemaOf(
  file: string,
  { provider: preset, model }: Pick<AskArguments, 'provider' | 'model'>,
  backend: Backend,
  { console, guide }: Pick<CommandLine, 'console' | 'guide'>,
): Promise<ReadSchema> {
  const support = supportAt(await guide.schemaSupport(), { host: hostIn(backend.location), preset });
  const knows = (asked: string) => [...(backend.knows?.(asked) ?? []), ...ofSchemaSupport(support)];
  const { name } = backend;
  const { does, why } = abilityOf('structured', { name, knows }, model, await guide.catalog(), sayHere);
  if (does === 'no') throw new UsageError(`--schema: ${why}`);
  const schema = await readSchema(file, console);
  for (const note of schemaNotes(schema, support)) console.printError(inOneLine(note));
  return schema;
}
