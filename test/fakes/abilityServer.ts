import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Body = Readonly<Record<string, unknown>>;

/** Names of models: `able` does all that it is asked for, `plain` takes everything and does nothing of it, `strict` refuses it. */
type Way = 'able' | 'plain' | 'strict';

export interface AbilityServer {
  readonly baseUrl: string;
  readonly bodies: readonly Body[];
  close(): Promise<void>;
}

const wantsTools = (body: Body): boolean => body['tools'] !== undefined;
const wantsSchema = (body: Body): boolean => /json_schema/.test(JSON.stringify(body));
const hasImage = (body: Body): boolean => /image\/png/.test(JSON.stringify(body));
const wantsLogprobs = (body: Body): boolean => body['logprobs'] === true || body['top_logprobs'] !== undefined;
const wantsReasoning = (body: Body): boolean =>
  body['reasoning_effort'] !== undefined ||
  body['thinking'] !== undefined ||
  /"effort"/.test(JSON.stringify(body['reasoning'] ?? ''));

/** The text of an answer of a model that does what it is asked for. */
const ableText = (body: Body): string => (wantsSchema(body) ? '{"colour":"yellow"}' : hasImage(body) ? 'Red.' : 'Hi!');

// Streams in the forms of the providers: https://platform.openai.com/docs/api-reference/chat-streaming,
// https://platform.openai.com/docs/api-reference/responses-streaming, https://platform.claude.com/docs/en/build-with-claude/streaming.

function chatChunks(body: Body, isAble: boolean): object[] {
  const text = isAble ? ableText(body) : 'Hello.';
  const logprobs =
    isAble && wantsLogprobs(body) ? { content: [{ token: text, logprob: -0.1, top_logprobs: [] }] } : null;
  const call = {
    index: 0,
    id: 'call_1',
    type: 'function',
    function: { name: 'read_thermometer', arguments: '{"room":"kitchen"}' },
  };
  return [
    ...(isAble && wantsReasoning(body) ? [{ choices: [{ index: 0, delta: { reasoning_content: 'Hm.' } }] }] : []),
    isAble && wantsTools(body)
      ? { choices: [{ index: 0, delta: { tool_calls: [call] } }] }
      : { choices: [{ index: 0, delta: { content: text }, logprobs }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    ...(isAble ? [{ choices: [], usage: { prompt_tokens: 1_000, completion_tokens: 100 } }] : []),
  ];
}

function responseEvents(body: Body, isAble: boolean): object[] {
  const text = isAble ? ableText(body) : 'Hello.';
  const item =
    isAble && wantsTools(body)
      ? {
          type: 'function_call',
          id: 'fc',
          call_id: 'call_1',
          name: 'read_thermometer',
          arguments: '{"room":"kitchen"}',
        }
      : { type: 'message', id: 'm', role: 'assistant', content: [] };
  const output_tokens_details = { reasoning_tokens: isAble && wantsReasoning(body) ? 20 : 0 };
  return [
    { type: 'response.created', response: { id: 'r', status: 'in_progress' } },
    { type: 'response.output_item.added', output_index: 0, item },
    ...(item.type === 'message'
      ? [
          {
            ...{ type: 'response.output_text.delta', output_index: 0, content_index: 0, item_id: 'm', delta: text },
            logprobs: isAble && wantsLogprobs(body) ? [{ token: text, logprob: -0.1, top_logprobs: [] }] : [],
          },
        ]
      : []),
    { type: 'response.output_item.done', output_index: 0, item },
    {
      type: 'response.completed',
      response: {
        id: 'r',
        status: 'completed',
        usage: { input_tokens: 1_000, output_tokens: 100, output_tokens_details },
      },
    },
  ];
}

function messageEvents(body: Body, isAble: boolean): object[] {
  const text = isAble ? ableText(body) : 'Hello.';
  const block =
    isAble && wantsTools(body)
      ? [
          {
            type: 'content_block_start',
            index: 1,
            content_block: { type: 'tool_use', id: 't', name: 'read_thermometer', input: {} },
          },
          {
            type: 'content_block_delta',
            index: 1,
            delta: { type: 'input_json_delta', partial_json: '{"room":"kitchen"}' },
          },
        ]
      : [
          { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
          { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } },
        ];
  const thinking =
    isAble && /step by step/.test(JSON.stringify(body))
      ? [
          { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
          { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm.' } },
          { type: 'content_block_stop', index: 0 },
        ]
      : [];
  return [
    { type: 'message_start', message: { id: 'm', type: 'message', usage: { input_tokens: 1_000, output_tokens: 1 } } },
    ...thinking,
    ...block,
    { type: 'content_block_stop', index: 1 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 100 } },
    { type: 'message_stop' },
  ];
}

/** Returns the refusal of `strict`, in the words of OpenAI, Groq and vLLM. `undefined` if nothing is refused. */
function refusalOf(body: Body): string | undefined {
  if (wantsTools(body)) return 'This model does not support tools.';
  if (wantsSchema(body))
    return "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.";
  if (hasImage(body)) return 'Invalid content type. image_url is only supported by certain models.';
  if (wantsLogprobs(body)) return "property 'logprobs' is unsupported";
  if (body['reasoning_effort'] !== undefined) return 'Unrecognized request argument supplied: reasoning_effort';
  return undefined;
}

/** A provider on 127.0.0.1 of the three models, in all three APIs. */
export async function startAbilityServer(): Promise<AbilityServer> {
  const bodies: Body[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const path = request.url ?? '';
      if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ data: ['able', 'plain', 'strict'].map((id) => ({ id })) }));
      }
      const body = JSON.parse(Buffer.concat(pieces).toString()) as Body;
      bodies.push(body);
      const way = String(body['model']) as Way;
      const refusal = way === 'strict' ? refusalOf(body) : undefined;
      if (refusal !== undefined) {
        response.writeHead(400, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ error: { message: refusal, type: 'invalid_request_error' } }));
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const events = path.endsWith('/responses')
        ? responseEvents(body, way === 'able')
        : path.endsWith('/messages')
          ? messageEvents(body, way === 'able')
          : chatChunks(body, way === 'able');
      for (const event of events) {
        const name = 'type' in event ? `event: ${String(event.type)}\n` : '';
        response.write(`${name}data: ${JSON.stringify(event)}\n\n`);
      }
      return response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    bodies,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
