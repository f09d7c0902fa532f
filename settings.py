"""Every tunable number of Caifeng; Scrapy reads the same module. Read at the edges only: command line and Scrapy."""

from __future__ import annotations

# --- the library -------------------------------------------------------------------------------------------------
LIBRARY_DIR = "caifeng-library"  # folder, relative to where the command is run
MAX_FILE_BYTES = 32 * 1024 * 1024  # a bulletin page is some 20 kB; beyond this a file is a mistake or an attack
SERVE_HOST = "127.0.0.1"
SERVE_PORT = 8000  # the next free one when taken
SERVE_PORT_TRIES = 50
SEARCH_LIMIT = 20  # results printed when --limit is not given

# --- Scrapy ------------------------------------------------------------------------------------------------------
BOT_NAME = "caifeng"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
USER_AGENT = "Caifeng/0.1 (library of governance cases; contact: set USER_AGENT in caifeng.toml)"
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
DOWNLOAD_DELAY = 1.0  # seconds between two requests to a host
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_TIMEOUT = 30  # seconds
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes
RETRY_TIMES = 3
BACK_OFF_SECONDS = 10.0  # after a 429 or 503 that names no Retry-After; doubled each time
DAILY_BUDGET = 20_000  # requests to a host in a day, counted from the archive
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.guard.PublicResolver"  # names that resolve to private addresses are not asked
LOG_LEVEL = "WARNING"
