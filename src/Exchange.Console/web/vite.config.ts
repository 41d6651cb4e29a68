import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { brotli } from "./build/brotli.ts";

const hub = process.env["EXCHANGE_HUB"] ?? "https://127.0.0.1:8443";

export default defineConfig({
  base: "/console/",
  plugins: [react(), brotli()],
  build: {
    target: "es2023",
    sourcemap: false,
    // WHY: the policy of the page allows no data: script or font, so nothing is folded into a URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "explorer.html"],
      onLog: (level, log, report) => {
        // WHY: "use client" in a package speaks to servers that render React; the console has none.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          report(level, log);
        }
      },
      // WHY: a chunk of its own stays in the browser's cache from one release of the console to the next.
      output: { codeSplitting: { groups: [{ name: "react", test: /node_modules\/(?:react|react-dom|scheduler)\// }] } },
    },
  },
  server: {
    proxy: Object.fromEntries(["/api", "/graphql", "/openapi"].map((path) => [path, { target: hub, secure: false }])),
  },
  test: { include: ["src/**/*.test.ts"] },
});
