package org.camelquickbooks.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.company.CompanyProfile;

/** The settings of a sandbox. */
public final class SandboxBuilder {

    private static final int DEFAULT_COMPANIES = 3;

    private final List<CompanyProfile> profiles = new ArrayList<>();
    private int companies;
    private String host = "localhost";
    private int port;
    private Path data;
    private Path seedFile;
    private boolean seeded = true;
    private Sample sample = Sample.INTUIT;
    private boolean throttled = true;
    private String adminSecret;
    private boolean remoteAdmin;
    private boolean classicReportColumns;
    private Duration webhookWindow = Duration.ofSeconds(5);

    SandboxBuilder() {}

    /** The port to listen on. The default is 0: a free port. */
    public SandboxBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + number);
        }
        port = number;
        return this;
    }

    /** The address to listen on. The default is {@code localhost}. */
    public SandboxBuilder host(String address) {
        host = address;
        return this;
    }

    /** The directory in which the sandbox stores everything. The default is memory. */
    public SandboxBuilder data(Path directory) {
        data = directory;
        return this;
    }

    /** Adds a company in the United States. Without any, the sandbox has the three default companies. */
    public SandboxBuilder withCompany(String realmId) {
        return withCompany(CompanyProfile.unitedStates(realmId, "Sandbox Company_US_1"));
    }

    public SandboxBuilder withCompany(CompanyProfile profile) {
        profiles.add(profile);
        return this;
    }

    /** The number of companies: first the three default ones, then more in the United States. */
    public SandboxBuilder withCompanies(int number) {
        if (number < 1 || number > 1_000) {
            throw new IllegalArgumentException("There can be 1 to 1000 companies, not " + number);
        }
        companies = number;
        return this;
    }

    private List<CompanyProfile> defaults(int number) {
        List<CompanyProfile> all = new ArrayList<>();
        all.add(CompanyProfile.unitedStates(QuickBooksSandbox.US_REALM, sample.companyName(1)));
        all.add(CompanyProfile.canada(QuickBooksSandbox.CANADA_REALM, "Maple Ridge Outfitters"));
        all.add(CompanyProfile.unitedStates(QuickBooksSandbox.MULTICURRENCY_REALM, sample.companyName(2))
                .withMulticurrency());
        long realm = Long.parseLong(QuickBooksSandbox.MULTICURRENCY_REALM);
        for (int i = DEFAULT_COMPANIES; i < number; i++) {
            all.add(CompanyProfile.unitedStates(Long.toString(++realm), sample.companyName(i)));
        }
        return all.subList(0, number);
    }

    /** A list of entities to load into each new company. docs/sandbox.md describes its format. */
    public SandboxBuilder seedFile(Path file) {
        seedFile = file;
        return this;
    }

    /** New companies have only a chart of accounts, taxes and preferences. */
    public SandboxBuilder empty() {
        seeded = false;
        return this;
    }

    /** The sample data of new companies in the United States. The default is {@link Sample#INTUIT}. */
    public SandboxBuilder sample(Sample which) {
        sample = which;
        return this;
    }

    /** Whether the documented rate limits apply. The default is true. */
    public SandboxBuilder throttled(boolean on) {
        throttled = on;
        return this;
    }

    /**
     * The secret that callers of {@code /admin} must send as a bearer token. Without one it is open to this machine.
     */
    public SandboxBuilder adminSecret(String secret) {
        adminSecret = secret;
        return this;
    }

    /** Allows other machines to call {@code /admin}. This needs a secret. */
    public SandboxBuilder remoteAdmin() {
        remoteAdmin = true;
        return this;
    }

    /** How long changes are collected before webhooks report them. The default is 5 seconds. */
    public SandboxBuilder webhookWindow(Duration window) {
        webhookWindow = window;
        return this;
    }

    /**
     * Whether columns of report lists have a type such as {@code Date} and their key in MetaData, as before 2026.
     * Without this their type is their key, as since 2026.
     */
    public SandboxBuilder classicReportColumns(boolean on) {
        classicReportColumns = on;
        return this;
    }

    boolean hasClassicReportColumns() {
        return classicReportColumns;
    }

    /** Starts the sandbox. When this method returns, the sandbox answers requests. */
    public QuickBooksSandbox start() {
        if (remoteAdmin && adminSecret == null) {
            throw new IllegalArgumentException(
                    "remoteAdmin needs an adminSecret, because /admin controls the whole sandbox");
        }
        return new QuickBooksSandbox(this);
    }

    List<CompanyProfile> profiles() {
        if (profiles.isEmpty() || companies > 0) {
            List<CompanyProfile> all = new ArrayList<>(defaults(companies == 0 ? DEFAULT_COMPANIES : companies));
            all.addAll(profiles);
            return all;
        }
        return List.copyOf(profiles);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    Path seedFile() {
        return seedFile;
    }

    boolean isSeeded() {
        return seeded;
    }

    Sample sample() {
        return sample;
    }

    boolean isThrottled() {
        return throttled;
    }

    /** The secret of {@code /admin}, or null. */
    public String adminSecret() {
        return adminSecret;
    }

    /** Whether other machines may call {@code /admin}. */
    public boolean isRemoteAdmin() {
        return remoteAdmin;
    }

    Duration webhookWindow() {
        return webhookWindow;
    }
}
