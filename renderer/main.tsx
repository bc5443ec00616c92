import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/tokens.css';
import './theme/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiContext } from './api/api-context';
import { connect } from './api/connect';
import { App } from './app';
import { NoSession } from './no-session';

const queries = new QueryClient({
  defaultOptions: {
    // The core says when something changed; asking again on every focus would only burn the disk.
    queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false, networkMode: 'always' },
  },
});

async function start(): Promise<void> {
  const root = createRoot(document.getElementById('root') ?? document.body);
  const transport = await connect();
  root.render(
    <StrictMode>
      {transport === undefined ? (
        <NoSession />
      ) : (
        <ApiContext value={transport}>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </ApiContext>
      )}
    </StrictMode>,
  );
}

void start();
