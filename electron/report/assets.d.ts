/** A file that the bundler writes into the program as a data URL. */
declare module '*.ttf?inline' {
  const dataUrl: string;
  // biome-ignore lint/style/noDefaultExport: what a bundler makes of a file is a default export, whatever we call it
  export default dataUrl;
}
