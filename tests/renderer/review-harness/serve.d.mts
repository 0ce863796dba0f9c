export declare function serveHarness(): Promise<{ url: string; close(): Promise<void> }>;
