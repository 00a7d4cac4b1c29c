import type { BytesOf } from '../../base/bytesText';
import { base64Pieces } from '../../base/base64';
import { isFilePart } from '../../chat/messages/fileParts';
import { choiceParameters, numberParameters, samplingOf } from '../../chat/messages/sampling';
import type { ChatRequest, MessagePart, Sampling } from '../../chat/messages/chatTypes';
import { noVariables } from '../session/sessionSchema';
import type { WrittenFile } from './importedRequest';
import type { PromptRequest } from './promptRequest';

/** Converts a request that was made here into a form that a session can hold. */
export async function askedRequest(request: ChatRequest, media: BytesOf): Promise<PromptRequest> {
  const { model, system, messages, params, tools, toolChoice, outputSchema } = request;
  const { text: sampling, left } = samplingOf(namedSampling(params.sampling));
  const names = left.join(', ');
  return {
    ...{ model, system, variables: noVariables },
    messages: messages.map(({ role, parts }) => ({ role: role === 'assistant' ? role : 'user', parts })),
    ...{ temperature: params.temperature ?? null, maxOutputTokens: params.maxOutputTokens ?? null, sampling },
    bodyFields: params.bodyFields ? asText(params.bodyFields) : '',
    tools: tools ? asText(tools.map(({ strict, more, ...tool }) => ({ ...tool, ...strictOf(strict), ...more }))) : '',
    toolChoice: typeof toolChoice === 'object' ? toolChoice.name : toolChoice === 'auto' ? '' : (toolChoice ?? ''),
    schema: outputSchema ? asText(outputSchema.schema) : '',
    files: await filesOf(messages.flatMap(({ parts }) => parts)),
    notes: left.length === 0 ? [] : [(say) => say('The parameters {0} are left out.', names)],
  };

  async function filesOf(parts: readonly MessagePart[]): Promise<WrittenFile[]> {
    const files = new Map<string, WrittenFile>();
    for (const part of parts.filter(isFilePart)) {
      const bytes = await media(part.blob);
      if (bytes) files.set(part.blob, { mark: part.blob, name: part.name ?? '', base64: base64Of(bytes) });
    }
    return [...files.values()];
  }
}

const asText = (value: unknown): string => JSON.stringify(value, undefined, 2);

const strictOf = (strict: boolean | null | undefined): object => (strict === undefined ? {} : { strict });

function base64Of(bytes: Uint8Array): string {
  const decoder = new TextDecoder();
  let text = '';
  for (const piece of base64Pieces(bytes)) text += decoder.decode(piece);
  return text;
}

/** Returns the parameters by the names that a draft has for them. */
function namedSampling(sampling: Sampling = {}): Readonly<Record<string, unknown>> {
  const named: readonly (readonly [string, unknown])[] = [
    ...Object.entries({ ...numberParameters, ...choiceParameters }).map(
      ([name, { field }]) => [name, sampling[field]] as const,
    ),
    ['stop', sampling.stop],
  ];
  return Object.fromEntries<unknown>(named.filter(([, value]) => value !== undefined));
}
