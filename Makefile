# The commands of Medcode. `make` alone lists them.
#
# Each one first sees to its own prerequisites (src/setup/setup.sh), which is
# silent and instant once they are there.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Where `make serve` listens, and the folders of official files that the index
# is built from besides the pinned packages.
PORT ?= 8080
ADDRESS ?= 127.0.0.1
SOURCES ?=
# How many failures `make relevance` prints.
FAILURES ?= 10

.PHONY: help serve test build index bench relevance check clean distclean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{ printf "  make %-10s %s\n", $$1, $$2 }' Makefile

serve: ## Build the site, serve it on 127.0.0.1:8080 and rebuild on change (PORT=8081, ADDRESS=0.0.0.0)
	@src/setup/serve.sh "$(ADDRESS)" "$(PORT)" $(SOURCES)

test: ## Run every test: native, then the built site in Chromium, Firefox and WebKit
	@src/setup/test.sh $(SOURCES)

build: ## Build the production site into dist/
	@src/setup/setup.sh serve
	@src/setup/index.sh $(SOURCES)
	@src/setup/site.sh

index: ## Build the code index into assets/index/ (SOURCES="dir …" adds folders of official files)
	@src/setup/setup.sh data
	@src/setup/index.sh $(SOURCES)

bench: ## Measure size, start and keystrokes beside other search engines, in headless Chromium
	@src/setup/bench.sh $(SOURCES)

relevance: ## Measure how good the answers are beside other search engines (4 minutes; FAILURES=40 prints more)
	@FAILURES="$(FAILURES)" src/setup/relevance.sh $(SOURCES)

check: ## Check formatting and lints for both targets, and run the quick native tests
	@src/setup/check.sh

clean: ## Remove what was built; the tools and the fetched data stay
	rm -rf target dist assets/index .data/index.stamp

distclean: clean ## Remove the tools, the fetched data and the test libraries as well
	rm -rf .tools .data tests/node_modules
