// A clinic's server for the bench, in a process of its own: it can be taken off the network, and does again what it did.
import { rawMonotonicMs } from '../../electron/clock';
import type { HttpRequest } from '../../tests/fhir-server/http';
import { fhirServer } from '../../tests/fhir-server/server';

export type ServerOrder = 'url' | 'cut' | 'mend' | 'mark' | 'stand' | 'replay';

/** What the server has to say after an order. Times are raw monotonic milliseconds. */
export type ServerWord = {
  readonly url: string;
  /** When a request that writes came since `mark`, and how many records it brought. */
  readonly writes: readonly { readonly rawMs: number; readonly records: number }[];
  readonly cpuMs: number;
};

type Came = { readonly rawMs: number; readonly request: HttpRequest };

const recordsIn = ({ body }: HttpRequest): number => Math.max(1, body.match(/"request":\s*{/g)?.length ?? 0);

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)));

async function main(): Promise<void> {
  const server = await fhirServer({ validation: 'off' });
  await server.cut();
  let came: Came[] = [];
  let replaying = false;
  server.faults.add({
    match: (request) => {
      if (!replaying) came.push({ rawMs: rawMonotonicMs(), request });
      return false;
    },
    fault: { kind: 'cut', when: 'before' },
  });

  /** All that came since `mark`, at the same distances, handed straight to the server's work. */
  async function replay(): Promise<void> {
    const begun = rawMonotonicMs();
    const [first] = came;
    replaying = true;
    for (const { rawMs, request } of came) {
      await rest(rawMs - (first?.rawMs ?? rawMs) - (rawMonotonicMs() - begun));
      await server.handle(request);
    }
    replaying = false;
  }

  async function obey(order: ServerOrder): Promise<void> {
    if (order === 'cut') await server.cut();
    else if (order === 'mend') await server.mend();
    else if (order === 'mark') came = [];
    else if (order === 'replay') await replay();
  }

  const word = (): ServerWord => {
    const { user, system } = process.cpuUsage();
    const writes = came.filter(({ request }) => request.method !== 'GET');
    return {
      url: server.url,
      writes: writes.map(({ rawMs, request }) => ({ rawMs, records: recordsIn(request) })),
      cpuMs: (user + system) / 1_000,
    };
  };

  process.on('message', (order: ServerOrder) => {
    obey(order).then(
      () => process.send?.(word()),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}

void main();
