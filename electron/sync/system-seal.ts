/** What is used of Electron's `safeStorage`. The asynchronous calls are there from some version on, the others up to one. */
export type SafeStorage = {
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>;
  readonly encryptStringAsync?: (text: string) => Promise<Buffer>;
  readonly decryptStringAsync?: (sealed: Buffer) => Promise<{ readonly result: string }>;
  readonly isEncryptionAvailable?: () => boolean;
  readonly encryptString?: (text: string) => Buffer;
  readonly decryptString?: (sealed: Buffer) => string;
  /** Linux only. */
  readonly getSelectedStorageBackend?: () => string;
};

/** The secret store of the operating system. */
export type SystemSeal = {
  readonly kind: 'ready';
  seal(text: string): Promise<string>;
  /** Throws where this user on this machine did not seal it. */
  open(sealed: string): Promise<string>;
};

/** A "secret store" whose key stands in Chromium's source, and one that is not known to be another. */
const noStore: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

const refused = (words: string) => ({ kind: 'refused' as const, words });

/** The system's secret store, or in words why it is none. Ask once the application is ready. */
export async function systemSeal(
  storage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<SystemSeal | { readonly kind: 'refused'; readonly words: string }> {
  if (platform === 'linux') {
    const backend = storage.getSelectedStorageBackend?.() ?? 'unknown';
    if (noStore.has(backend)) {
      return refused(
        `This workstation has no secret store (${backend}): what is kept there could be read by anyone who has the disk.`,
      );
    }
  }
  try {
    return (
      (await ofPromises(storage)) ??
      ofCalls(storage) ??
      refused('The secret store of the system is not available.')
    );
  } catch (error) {
    return refused(
      `The secret store of the system does not answer: ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function ofPromises(storage: SafeStorage): Promise<SystemSeal | null> {
  const { encryptStringAsync: encrypt, decryptStringAsync: decrypt } = storage;
  if (encrypt === undefined || decrypt === undefined) return null;
  if ((await storage.isAsyncEncryptionAvailable?.()) !== true) return null;
  return {
    kind: 'ready',
    seal: async (text) => (await encrypt.call(storage, text)).toString('base64'),
    open: async (sealed) => (await decrypt.call(storage, Buffer.from(sealed, 'base64'))).result,
  };
}

function ofCalls(storage: SafeStorage): SystemSeal | null {
  const { encryptString: encrypt, decryptString: decrypt } = storage;
  if (encrypt === undefined || decrypt === undefined) return null;
  if (storage.isEncryptionAvailable?.() !== true) return null;
  return {
    kind: 'ready',
    seal: async (text) => encrypt.call(storage, text).toString('base64'),
    open: async (sealed) => decrypt.call(storage, Buffer.from(sealed, 'base64')),
  };
}
