# `make help` lists the goals. What is built goes to .build, Examples/*/build and Examples/*/.obelisk, what is fetched
# to .deps.

# Has the program of the configuration $(1), debug or release, build the guests of every example that changed.
build_guests = for file in Examples/*/obelisk.toml; do .build/$(1)/obelisk build -c "$$file" || exit 1; done

# Counts what a step costs in the configuration $(1), and compares it with what is written down.
count_cost = swift build -c $(1) --product ObeliskBench >&2 && .build/$(1)/ObeliskBench cost \
	| scripts/cost-check $(1) $(if $(UPDATE),--update)

swift_files = find Package.swift Sources Tests Examples Guests -name '*.swift' -not -path '*/Generated/*' \
	-not -path '*/.obelisk/*' -print0

.PHONY: help
help: ## List the goals (the default).
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: bootstrap
bootstrap: ## Bring in what the build needs; nothing to do and no network once done.
	@scripts/bootstrap

.PHONY: guests
guests: bootstrap ## Build the debug binary, and with it the examples' components, those that changed.
	swift build --product obelisk
	@$(call build_guests,debug)

.PHONY: build
build: bootstrap ## Build the release binary .build/release/obelisk and the guests.
	swift build -c release --product obelisk
	@$(call build_guests,release)

.PHONY: corpus
corpus: bootstrap ## Bring in the WIT that tests read, once.
	@scripts/wit-corpus

.PHONY: test
test: guests corpus ## Run all tests, in debug, and the guard on what a step costs.
	swift test
	@$(call count_cost,debug)

.PHONY: simulate
simulate: bootstrap ## Simulate SEEDS (5000) of one node and of two, from SEED (1) on, on all cores, in release.
	@SEED=$(or $(SEED),1) SEEDS=$(or $(SEEDS),5000) LD_LIBRARY_PATH=$(CURDIR)/.deps/wasmtime/lib \
		swift test -c release -Xswiftc -enable-testing --scratch-path .build/simulate --filter 'SimulatorTests/(seeds|pairs)'

.PHONY: demo
demo: build ## Run a workflow of 500 activities on a fresh server and show its result.
	@scripts/demo

.PHONY: bench
bench: ## Measure (DESIGN §10): JSON lines to stdout. W=W1, W="W2 W7", W=curves; ARGS="--directory PATH --long".
	@$(MAKE) build >&2
	@swift build -c release --product ObeliskBench >&2
	@.build/release/ObeliskBench $(W) $(ARGS)

.PHONY: generate
generate: ## Write anew what travels inside the program: wit, what guests share, the templates.
	@scripts/generate-support

.PHONY: cost
cost: bootstrap ## Count what a step costs, in both builds, and compare with docs/cost.json; UPDATE=1 writes that file.
	@$(call count_cost,release)
	@$(call count_cost,debug)

.PHONY: check
check: bootstrap ## Check format, lint, generated files and the rules of the house (scripts/tidy).
	@$(swift_files) | xargs -0 swift format lint --strict --parallel
	@scripts/generate-support --check
	@python3 scripts/tidy --self-test
	@python3 scripts/tidy

.PHONY: fmt
fmt: ## Format all Swift files that are written by hand.
	@$(swift_files) | xargs -0 swift format --in-place --parallel

.PHONY: clean
clean: ## Remove all that was built; what was fetched stays in .deps.
	rm -rf .build Examples/*/build Examples/*/.obelisk
