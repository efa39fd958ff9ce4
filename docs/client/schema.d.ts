// Generated from docs/openapi.json by make docs. Change the code of the service instead.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the page of this document */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List accounts */
        get: operations["listAccounts"];
        put?: never;
        /** Add an account */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether an account is an official one
         * @description The platform's permanent id decides where it is known: a name can be given up and taken by a stranger. Only what the caller sees of the register is compared.
         */
        get: operations["verifyAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /** Delete an account that nothing refers to */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /** Change an account */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/api/v1/accounts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an account */
        post: operations["closeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what has happened to an account
         * @description As far as the account lay in the caller's region at the time.
         */
        get: operations["getAccountHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an account to another organization from a day on */
        post: operations["moveAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a closed account back into use */
        post: operations["reopenAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/replace-platform-id": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the permanent id of an account
         * @description A known id is changed in no other way, as an account of the same name under another id may be a stranger's.
         */
        post: operations["replacePlatformID"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a suspended account back */
        post: operations["resumeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend an account for a time */
        post: operations["suspendAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List attachments */
        get: operations["listAttachments"];
        put?: never;
        /**
         * Upload an attachment
         * @description The file is the body as it is, or the part file of a form. PNG, JPEG, WebP, PDF, captures of pages (HTML in UTF-8) and MP4 are taken, told by their content, whatever the request says. What is stored is safe when the answer comes.
         */
        post: operations["uploadAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is known of an attachment */
        get: operations["getAttachment"];
        put?: never;
        post?: never;
        /**
         * Remove an attachment
         * @description Only while what it proves is not decided.
         */
        delete: operations["deleteAttachment"];
        options?: never;
        head?: never;
        /**
         * Change what is said of an attachment
         * @description Only while what it proves is not decided. The content never changes.
         */
        patch: operations["updateAttachment"];
        trace?: never;
    };
    "/api/v1/attachments/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the content of an attachment
         * @description Always as a file to be saved, never as a page to be shown: a capture of a page comes as application/octet-stream. A part can be asked for with Range, one range at a time.
         */
        get: operations["getAttachmentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit entries
         * @description Who did what, and what was refused, the newest first. A caller sees the entries about things of its region and those of callers of its region; entries of no region are for callers who see every region.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an audit entry */
        get: operations["getAuditEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the wordings of bulletins
         * @description Those of the caller's area and of the areas around it, the newest first, and last the one that comes with the program.
         */
        get: operations["listBulletinTemplates"];
        put?: never;
        /**
         * Add a wording of bulletins
         * @description An edition never changes; the same name again in the same area is the next edition. Placeholders that mean nothing are refused with the field they stand in.
         */
        post: operations["createBulletinTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulletin-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a wording of bulletins
         * @description The id 0 is the one that comes with the program.
         */
        get: operations["getBulletinTemplate"];
        put?: never;
        post?: never;
        /**
         * Remove a wording of bulletins
         * @description Only one that no bulletin names.
         */
        delete: operations["deleteBulletinTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the years that have a calendar of working days */
        get: operations["listCalendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the calendar of working days of a year */
        get: operations["getCalendar"];
        /**
         * Enter or correct the calendar of working days of a year
         * @description If-Match is "0" for a year that nobody has entered yet, also when it came with the program. It takes a caller who sees everything: due days of every region are counted by it.
         */
        put: operations["putCalendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List campaigns */
        get: operations["listCampaigns"];
        put?: never;
        /** Add a campaign as a draft */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a campaign */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        /** Delete a draft */
        delete: operations["deleteCampaign"];
        options?: never;
        head?: never;
        /**
         * Change a campaign
         * @description Once it is open only title, round_label, rate_decimals and rate_rounding may change; once published nothing.
         */
        patch: operations["updateCampaign"];
        trace?: never;
    };
    "/api/v1/campaigns/{code}/annexes/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an annex of the bulletin
         * @description Annex 1 lists the sites of the campaign by code with their results; annex 2 is the county table of the accounts.
         */
        get: operations["getAnnex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give many targets of an open campaign to inspectors
         * @description By list, by region or evenly; all or nothing. By region and evenly those targets are given that want a result: pending and returned ones, that nobody has unless reassign is true.
         */
        post: operations["assignTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the bulletin of a campaign
         * @description What was issued, or how it would be issued now. Before the issue only who sees the whole area reads the text; others get the rows of the annexes that are theirs, and partial is true. Its ETag is that of what was written by hand: figures change without it.
         */
        get: operations["getBulletin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Write parts of a bulletin by hand
         * @description Fields that are left out stay as they are; an empty text takes that of the template again. If-Match is "0" for a bulletin to which nobody has set a hand. Numbers that contradict the figures are found by the checks.
         */
        patch: operations["updateBulletin"];
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a warning of the checks stand
         * @description The reason is kept with the issue. Errors cannot be accepted.
         */
        post: operations["acceptBulletin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a bulletin before it is issued
         * @description Errors stop the issue. A warning stops it until it is accepted with a reason.
         */
        get: operations["checkBulletin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to correct an issued bulletin
         * @description What was issued stays as it is, and is what others go on reading until the correction is issued.
         */
        post: operations["correctBulletin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a bulletin as a document
         * @description Of an issue the same bytes as when it was issued, with their hash as ETag. Without issue it is the newest one, or the draft where nothing was issued; issue=0 is the draft. A draft is for who sees all of it.
         */
        get: operations["getBulletinDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a bulletin
         * @description The campaign has to be published. Freezes the content and every document with their hashes: they are the same bytes whenever they are fetched. A body may be left out.
         */
        post: operations["issueBulletin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/bulletin/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a bulletin was after each change */
        get: operations["listBulletinRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a campaign
         * @description Refused while a target has no result; errors names the first twenty.
         */
        post: operations["closeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how much of the register a campaign covers
         * @description By kind, by region and by stratum, with what was left out and why. Of a draft it is what opening it now would cover, for those who manage it.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was drawn, or what opening now would draw
         * @description For a draft, and for those who manage it, the targets that opening it now would draw; afterwards those that were drawn, each with the reason. As a file it has the whole frame, with what was not drawn, so that anybody can repeat the draw after docs/drawing.md. A caller sees what is in its own region.
         */
        get: operations["previewDraw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/findings/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the open findings of a campaign their due day at once
         * @description As a notice does, by a day or in working days. Findings that have a due day keep it unless overwrite brings it forward.
         */
        post: operations["setDueDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the accountability measures of a campaign by kind and region
         * @description By the inspections that the caller sees, so by the regions of the time when the campaign opened.
         */
        get: operations["countMeasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a campaign
         * @description Draws the targets by the plan of the campaign, everything in use in the area and of its kinds unless that says otherwise, and freezes them as they stand.
         */
        post: operations["openCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/pass-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the pass rates of a campaign
         * @description By region in the order of the bulletin: counties by code, then the units directly under the prefecture, then the total. A caller sees the rows of its own region. With across it is a matrix, with compare each row has what it was in another campaign. Regions and organizations are those of the time when the campaign opened.
         */
        get: operations["getPassRates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far a campaign is
         * @description By region, in the rows of the county table, or by inspector. A caller sees its own region. Regions are those of the time when the campaign opened.
         */
        get: operations["getProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a closed campaign */
        post: operations["publishCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a closed or published campaign back to work, as a correction */
        post: operations["reopenCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/sampling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how the targets of a campaign are drawn
         * @description A campaign without a plan of its own has full coverage. Of a draft only those who manage it see the plan.
         */
        get: operations["getSampling"];
        /**
         * Say how the targets of a draft are drawn
         * @description The body is the whole plan. It raises the version of the campaign. Once the campaign is open the plan is fixed. Everything that is named must be in use in the area of the campaign; errors names what is not.
         */
        put: operations["setSampling"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the scored targets of a campaign by their score
         * @description Targets that fail by a veto, and kinds that the campaign does not score, have no score. A caller sees its own region.
         */
        get: operations["getScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/self-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add many self-checks for a campaign
         * @description One transaction. A thing is named by site code, or by platform and account name. All or nothing unless on_error=continue, which answers per item. An item that says what the newest self-check of its thing says writes nothing, so repeating a call is harmless.
         */
        post: operations["createManySelfChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/self-checks/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare self-checks with the official results of a campaign
         * @description The newest finished self-check of each thing beside the inspection of the thing, as far as the caller sees both, with the indicators that the one, the other or both found something under. Only a result that stands is compared. Regions are those of the time when the campaign opened and the self-check was finished.
         */
        get: operations["compareSelfChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit many results of a campaign
         * @description One transaction. A target is named by site code, or by platform and account name. All or nothing unless on_error=continue, which answers per item. An item that says what already stands writes nothing, so repeating a call is harmless.
         */
        post: operations["submitMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add targets to an open campaign
         * @description All or nothing. They are frozen as they stand now, and counted in the coverage. Errors names what is a target already, is not in use, or is not in the area of the campaign.
         */
        post: operations["addTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{code}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compute the results of a campaign again under another catalogue or pass line
         * @description How many verdicts would be others, by region, and which. Nothing is stored. A caller sees the targets of its own region.
         */
        get: operations["assessCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List catalogues of indicators */
        get: operations["listCatalogues"];
        put?: never;
        /**
         * Add a catalogue
         * @description As JSON in the shape of the answer, or as a workbook in the form that reading one as xlsx gives: as the body or as the part file of a form. Faults of a workbook name the cell. It belongs to an area, or to the whole country, and the versions of one issuer for one area are in force one after the other.
         */
        post: operations["createCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a catalogue with its indicators
         * @description As xlsx it is a workbook that can be edited and sent back as a new catalogue.
         */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        /** Delete a catalogue that no campaign has taken */
        delete: operations["deleteCatalogue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogues/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a catalogue
         * @description Ends its force with the day. Campaigns that have taken it keep it; new ones take another. The end can only come earlier.
         */
        post: operations["withdrawCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the feed of changes
         * @description Every committed change of the register and of the work, in the order of the commits, none missed; people, keys, contacts, drafts and self-checks are not told of. A caller hears of the things that it may read. Begins after the cursor, without one at the oldest change that is kept; now answers the newest cursor without items. A cursor older than what is kept gets 410 cursor_expired. With Accept: text/event-stream the answer goes on until the service stops, Last-Event-ID standing for after.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the contacts of the caller's region, or find them by telephone number
         * @description Masked ones on request, otherwise each piece leaves an audit entry for every organization in it. By number: exactly, in the caller's whole region, however the number is written; an extension is not looked at. Needs the right to read contacts, and leaves an audit entry also when masked ones are asked for.
         */
        get: operations["findContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a contact
         * @description Masked, unless the caller may read contacts; then the audit trail says so.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /** Delete a contact */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description A masked value is refused: leave out what is to stay.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a delivery again
         * @description At once and with all its tries, whatever became of it. Later changes of the same thing that were delivered meanwhile came before it: look at the version.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what has to be filed in the upper registers
         * @description Every opening, change and closing has to be filed within five working days: of a site in the national register, of an account in the national and the provincial one.
         */
        get: operations["listFilings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a filing */
        get: operations["getFiling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filings/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that nothing has to be filed, and why */
        post: operations["dismissFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filings/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that something was filed, when, and under which number */
        post: operations["finishFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List findings
         * @description Findings as they are followed until they are put right. State, due and overdue are as of today in the time of China.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a finding with everything that happened to it */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the due day of a finding, or what it repeats
         * @description A due day is a day of the calendar, or working days after a day; a year without a calendar is refused.
         */
        patch: operations["updateFinding"];
        trace?: never;
    };
    "/api/v1/findings/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept the proof of a finding
         * @description Who accepts is not who handed it in.
         */
        post: operations["acceptProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/exempt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a finding as it is until a day
         * @description After that day it is open again by itself.
         */
        post: operations["exemptFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a finding be due later
         * @description The due days before it stay in its history.
         */
        post: operations["extendFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accountability measures over a finding */
        get: operations["listMeasures"];
        put?: never;
        /**
         * Record an accountability measure over a finding
         * @description It says how many persons it was taken against, never who.
         */
        post: operations["recordMeasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject the proof of a finding, which opens it again
         * @description Who rejects is not who handed it in.
         */
        post: operations["rejectProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the proof that a finding was put right */
        post: operations["submitProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mappings of headers
         * @description Those of the kinds that the caller may take in.
         */
        get: operations["listImportMappings"];
        put?: never;
        /**
         * Add a mapping of headers
         * @description The headers of an office's own tables, each with the field of the API that it stands for. An import takes it by its id, beside the headers that are known anyway.
         */
        post: operations["createImportMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a mapping of headers */
        get: operations["getImportMapping"];
        put?: never;
        post?: never;
        /** Delete a mapping of headers */
        delete: operations["deleteImportMapping"];
        options?: never;
        head?: never;
        /**
         * Change a mapping of headers
         * @description fields is replaced as a whole. Imports that have used the mapping keep what it said.
         */
        patch: operations["updateImportMapping"];
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description Those of the kinds that the caller may take in.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Import a file
         * @description An xlsx workbook or a CSV file with Chinese or English headers, as the body or as the part file of a form. What it is, its content tells. Every row gets an outcome; good rows go in in one transaction, the others are kept to be corrected or dismissed. A file of more than 1,000 rows or 1 MiB is taken in beside the requests: 202, and GET on Location tells how far it is. The same file with the same options, sent again while it is being taken in or when it is applied, is answered by that import with 200 and does nothing.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/templates/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Template of a table
         * @description An empty table with the headers in Chinese; as xlsx with lists for the columns that take only some words, and a second sheet that explains each.
         */
        get: operations["getImportTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an import
         * @description While the file is taken in beside the requests, progress tells how far it is.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply an import
         * @description Puts every good row that is not in the register yet into it: after a dry run, or after rows were corrected.
         */
        post: operations["applyImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an import
         * @description Of a file that is waiting or being read. Nothing of it is in the register then, and nothing will be.
         */
        post: operations["cancelImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report of an import
         * @description The file as it was sent, in its format and encoding, with rows as they were corrected and two more columns, 结果 and 说明. Mended and sent again it is taken like the file itself. Contacts are masked unless the caller may read them; then the audit trail names the import.
         */
        get: operations["getImportReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rows of an import */
        get: operations["listImportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a row of an import */
        get: operations["getImportRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct a row of an import
         * @description The whole file is looked at again; apply puts the row into the register.
         */
        patch: operations["correctImportRow"];
        trace?: never;
    };
    "/api/v1/imports/{id}/rows/{n}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lay a row of an import aside */
        post: operations["dismissImportRow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List inspections */
        get: operations["listInspections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an inspection with its newest result */
        get: operations["getInspection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compute a result again under another catalogue or pass line
         * @description A what-if: the standing result beside what its findings come to under the other rule. Nothing is stored. Findings are matched by the code of their indicator.
         */
        get: operations["assessInspection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a target to an inspector
         * @description No other inspector submits its result then. Administrators may, and so may keys, which are no persons.
         */
        post: operations["assignInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a result or a waiver
         * @description Who confirms is not who submitted, or who proposed the waiver.
         */
        post: operations["confirmInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the own draft of a result
         * @description Nobody sees the draft of another. The verdict and the score are what it would come to.
         */
        get: operations["getDraft"];
        /**
         * Keep the own draft of a result
         * @description It counts nowhere. What would keep it from being submitted is told in problems. Submitting the result removes it.
         */
        put: operations["saveDraft"];
        post?: never;
        /** Throw the own draft of a result away */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a failed target again
         * @description Inside the campaign, until it is published. The first verdict stands in every figure, this one is shown beside it.
         */
        post: operations["recheckInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/rechecks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the looks at a target again */
        get: operations["listRechecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a result to the inspector, or refuse a waiver */
        post: operations["returnInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read every result ever submitted for an inspection */
        get: operations["listRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/revisions/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two revisions of a result
         * @description A finding is the same in both when indicator, place and description are, or else when indicator and place are.
         */
        get: operations["compareRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Submit the result of an inspection
         * @description The verdict and the score are computed from the findings, never taken. Every submission is kept as a revision.
         */
        put: operations["submitInspection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a target to whoever inspects in its region */
        post: operations["unassignInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Waive a target
         * @description A waived target counts neither as passed nor as failed. Where the campaign has its results reviewed, this proposes the waiver, and another person confirms it.
         */
        post: operations["waiveInspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I, and what may I do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password
         * @description Ends the other sessions of the user; the one that asks goes on. A wrong current password counts like a failed login. An API key has no password: 409.
         */
        put: operations["changeOwnPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new second factor
         * @description A secret for an authenticator after RFC 6238. It is in force when a code of it has been confirmed; until then every call makes another one. For users who log in with a password: 409 for keys, for users of the single sign-on, and while one is in force.
         */
        post: operations["beginTOTP"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the new second factor in force
         * @description Ends the other sessions of the user; the one that asks goes on.
         */
        post: operations["confirmTOTP"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take one's own second factor out of force
         * @description Refused with 409 while the role needs one. Ends the other sessions of the user. A wrong password or code counts like a failed login.
         */
        post: operations["disableTOTP"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike an accountability measure out
         * @description The entry stays in the list and counts no more.
         */
        post: operations["revokeMeasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List organizations */
        get: operations["listOrganizations"];
        put?: never;
        /** Add an organization */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an organization */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /** Delete an organization that nothing refers to */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /** Change an organization */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/api/v1/organizations/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the contacts of an organization
         * @description Masked, unless the caller may read contacts; then the audit trail names those that were read.
         */
        get: operations["listContacts"];
        put?: never;
        /** Add a contact to an organization */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}/dissolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dissolve an organization that runs nothing any more */
        post: operations["dissolveOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what has happened to an organization */
        get: operations["getOrganizationHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge an organization into another one from a day on
         * @description Its sites, accounts, contacts and staff, and the organizations below it, go to the successor with their histories, all or none. Nothing may have changed after that day. It cannot be taken back.
         */
        post: operations["mergeOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename an organization from a day on
         * @description The old name stays in the history, and the organization is found by it. Campaigns that were opened before print the old one.
         */
        post: operations["renameOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a dissolved organization back into use */
        post: operations["reopenOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the ready texts for bulletins */
        get: operations["listPassages"];
        put?: never;
        /** Add a ready text for bulletins */
        post: operations["createPassage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a ready text for bulletins
         * @description One of the caller's area or of an area around it.
         */
        get: operations["getPassage"];
        put?: never;
        post?: never;
        /**
         * Remove a ready text for bulletins
         * @description A bulletin on its way that names it says so in its checks.
         */
        delete: operations["deletePassage"];
        options?: never;
        head?: never;
        /**
         * Change a ready text for bulletins
         * @description What was issued with it stays as it was.
         */
        patch: operations["updatePassage"];
        trace?: never;
    };
    "/api/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List reconciliations */
        get: operations["listReconciliations"];
        put?: never;
        /**
         * Compare a list of an upper register with ours
         * @description The list as CSV or xlsx, with the headers that imports know and 状态, as the body or as the part file of a form. Sites are matched by their code, accounts by platform and permanent id, or else by platform and name. An empty cell says nothing.
         */
        post: operations["createReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the list of the system above and compare it with ours
         * @description Nobody waits for the system above: the reconciliation is pulling until the list is there.
         */
        post: operations["pullReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a reconciliation */
        get: operations["getReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare what is not settled once more
         * @description With the register as it is now and the list as it came. What is new in the register comes in as further rows.
         */
        post: operations["compareReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rows of a reconciliation */
        get: operations["listReconciliationRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}/rows/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a row of a reconciliation */
        get: operations["getReconciliationRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}/rows/{n}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a row of a reconciliation
         * @description A row of which something has changed since it was compared is refused, with what has: compare again, then settle it.
         */
        post: operations["settleReconciliationRow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle many rows of a reconciliation
         * @description One transaction. All or nothing unless on_error=continue, which answers per item.
         */
        post: operations["settleReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List regions */
        get: operations["listRegions"];
        put?: never;
        /** Add a region */
        post: operations["createRegion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a region */
        get: operations["getRegion"];
        put?: never;
        post?: never;
        /** Delete a region that nothing refers to */
        delete: operations["deleteRegion"];
        options?: never;
        head?: never;
        /** Change a region */
        patch: operations["updateRegion"];
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reports to the system above */
        get: operations["listReports"];
        put?: never;
        /**
         * Make a report to the system above
         * @description The rows are taken as they are now and stay so. A row that lacks something is excluded, with what is missing and on what; mend it there and refresh the report.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a report, and how far its pieces have come */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a report
         * @description As long as nothing of it was sent.
         */
        post: operations["cancelReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a report
         * @description By another than who made it, or had its rows taken again.
         */
        post: operations["confirmReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a confirmed report as files
         * @description A zip of one table, as xlsx and as CSV, with a form for the answer, for systems that take only uploads.
         */
        get: operations["getReportPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read exactly what a piece of a report is sent as */
        get: operations["previewReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the receipts of a report */
        get: operations["listReceipts"];
        put?: never;
        /**
         * Enter the answer of the system above that came as a file
         * @description CSV or xlsx with the columns 行标识, 结果 (接收 or 退回), 回执号 and 说明. The first receipt of a row stands, so the same file may come twice. All or nothing unless on_error=continue.
         */
        post: operations["addReceipts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the rows of a report once more
         * @description While it is a draft or was returned.
         */
        post: operations["refreshReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return a report to who made it */
        post: operations["returnReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of a report
         * @description A row is ready, or excluded with what is missing and a link to what lacks it; later it is accepted or refused, with the words of the system above.
         */
        get: operations["listReportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a confirmed report
         * @description In pieces of at most 200 rows, each under a key of its own, until each has arrived; nobody waits for the system above. Without one, the report waits for the receipts of what somebody hands in.
         */
        post: operations["sendReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the rules for logins */
        get: operations["getSecuritySettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the rules for logins
         * @description They hold for every region at once, from the next request on, so only an administrator whose scope is all changes them.
         */
        patch: operations["updateSecuritySettings"];
        trace?: never;
    };
    "/api/v1/self-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List self-checks
         * @description What counties and units have found on their own things. Drafts are seen by those who write them, finished ones by whoever reads results in the area.
         */
        get: operations["listSelfChecks"];
        put?: never;
        /**
         * Add a self-check
         * @description A draft about a thing of the caller's own, judged by the same rule as an inspection. It enters no figure of any campaign.
         */
        post: operations["createSelfCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a self-check */
        get: operations["getSelfCheck"];
        put?: never;
        post?: never;
        /** Delete a draft of a self-check */
        delete: operations["deleteSelfCheck"];
        options?: never;
        head?: never;
        /**
         * Change a draft of a self-check
         * @description Fields that are left out stay as they are; findings are replaced as a whole. The verdict is computed anew.
         */
        patch: operations["updateSelfCheck"];
        trace?: never;
    };
    "/api/v1/self-checks/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare a self-check with the official result
         * @description The self-check in full beside the inspection of its thing, in the campaign that it was made for or in another one.
         */
        get: operations["compareSelfCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-checks/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a self-check
         * @description It is judged once more by the campaign as it stands, frozen, and shown to those above who read results in the area. No figure counts it.
         */
        post: operations["finishSelfCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-checks/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a self-check
         * @description It is a draft again, which nobody above sees.
         */
        post: operations["reopenSelfCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description An unknown name, a wrong password and a disabled user get the same answer. Failures are counted for the account, the source and both; too many are answered with 429 and Retry-After, without a look at the password.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Log out
         * @description Ends the session whose token was sent. An API key has no session: 409.
         */
        delete: operations["deleteCurrentSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a single sign-on
         * @description Answers where to send the browser: the OpenID provider of the configuration. 404 sso_not_configured without one, 503 sso_unavailable while it does not answer. Begun logins last ten minutes and are taken once.
         */
        post: operations["beginSSO"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/sso/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with what the single sign-on brought back
         * @description The first login makes the user; each takes over role, region and organization from the claims. Whatever is wrong with code, state, proof or the provider's token is answered 401 sso_failed; claims that give no rights here are 403 sso_no_rights.
         */
        post: operations["finishSSO"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sites */
        get: operations["listSites"];
        put?: never;
        /** Add a site */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a site */
        get: operations["getSite"];
        put?: never;
        post?: never;
        /** Delete a site that nothing refers to */
        delete: operations["deleteSite"];
        options?: never;
        head?: never;
        /** Change a site */
        patch: operations["updateSite"];
        trace?: never;
    };
    "/api/v1/sites/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a site */
        post: operations["closeSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what has happened to a site
         * @description As far as the site lay in the caller's region at the time.
         */
        get: operations["getSiteHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a site to another organization from a day on */
        post: operations["moveSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a closed site back into use */
        post: operations["reopenSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a suspended site back */
        post: operations["resumeSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a site offline for a time */
        post: operations["suspendSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/annual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the year of a region for its assessment
         * @description The rounds of a year that the region called for itself, normally four, those that are open included and named in unpublished. The rate of the year is computed from the sums of the exact counts of its rounds, never as a mean of their rates. A caller sees its own region.
         */
        get: operations["getAnnual"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/consecutive-failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List targets that failed round after round (连续通报)
         * @description Up to the newest closed or published round of the same area and level of issuers. A round in which a target has no result neither counts nor ends a row. Regions and organizations are those of the time when each round opened.
         */
        get: operations["getConsecutiveFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what was found in a campaign by indicator and region, or in several by indicator and round
         * @description The most frequent first. Findings that the standing result does not have any more are not counted. A caller sees its own region. With rounds or year the columns are the campaign and the rounds before it, of the same region and called by the same level; indicators of different catalogues are one only where code and name agree.
         */
        get: operations["getIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the accountability measures of rounds by region, kind and round
         * @description Over the findings of the newest rounds of one region, called by one level, those that are open included. Measures that were struck out are not counted. By the inspections that the caller sees, so by the regions of the time when each round opened.
         */
        get: operations["getMeasureFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/movers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what changed from the round before to a round
         * @description Rows of the table of pass rates by the change of their exact rates, up and down apart, and the targets whose verdict turned: the same site or account with a result in both rounds. A caller sees its own region, and a target only where it saw both results.
         */
        get: operations["getMovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the figures of a front page
         * @description In one call: the newest round that a region called for itself with its progress and pass rates, the rounds before it, what was found most often, open findings by their due day, targets that failed again, and what of the register is in use. Each figure is that of the operation which has it in full. A caller sees its own region.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/rectification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count by region how far the findings of a campaign were put right
         * @description Findings that have to be put right: neither withdrawn nor a bonus. A caller sees its own region.
         */
        get: operations["getRectification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read pass rates over the rounds of a region
         * @description The newest rounds of one region, called by one level, those that are open included. The rows are those of the newest round; a caller sees its own.
         */
        get: operations["getTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Those of the caller's region. Their texts are shown nowhere but in the answer that made them.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an API key
         * @description The answer has the key itself in token, this once: only its SHA-256 is kept. Nobody makes a key that reaches further, or may do more, than he does himself. A key of the role integration without scopes may only read register and campaigns.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an API key */
        get: operations["getToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Its name, cidrs and expires_at; what it may do stays as it was made. An earlier end for the last active administrator of every region is refused: last_administrator.
         */
        patch: operations["updateToken"];
        trace?: never;
    };
    "/api/v1/tokens/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description It is refused from the next request on, for good. The last active administrator of every region stays: last_administrator.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key another text
         * @description The answer has the new key in token, this once. The key before stays good beside it for keep_for_hours, so that nothing stands still while it is replaced; one before that ends at once. A key that may do more than the caller is not rotated by him.
         */
        post: operations["rotateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Those whom the caller manages: of its region, with a role that it may give.
         */
        get: operations["listUsers"];
        put?: never;
        /** Add a user */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Another role, region, organization or other scopes end the user's sessions. Nobody changes its own, and somebody who manages users must be left in the region.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a user out and end its sessions */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a user in again */
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/reset-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the second factor of a user away who has lost it
         * @description Ends the user's sessions. Where the role needs one, the user sets up a new one at the next login.
         */
        post: operations["resetUserTOTP"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/set-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a user a new password
         * @description Ends the user's sessions. The user changes the password at the next login. One's own password is changed with PUT /api/v1/me/password.
         */
        post: operations["setUserPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Those of the caller's region. Their secrets are shown nowhere but in the answer that made them.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have a system called when something changes
         * @description The answer has the secret of the signatures, this once. It is told of what happens from now on. Nobody has a system told of what he may not read himself.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description With its log. What was not delivered is not delivered any more.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description What was to be delivered already goes to its new address.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description What a webhook is to be told, and the log of what it was, the newest first. Done ones are kept for 30 days.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop calling a webhook
         * @description What happens meanwhile is delivered after it is resumed, as long as changes are kept.
         */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell a webhook again
         * @description Of everything in the feed after a cursor, in its order; with now of nothing that was not delivered yet. A cursor older than what is kept gets 410 cursor_expired.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a webhook again
         * @description One that was paused, or disabled by itself, goes on where it has stopped. When changes it has not heard of were removed by age, this is refused with 410 cursor_expired: replay it from another place first.
         */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook another secret
         * @description The answer has it, this once. The one before signs beside it for 24 hours.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a webhook
         * @description A call of the type webhook.test goes out at once, also while the webhook is paused or disabled, and is not repeated. What came of it stands in the delivery that is answered.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulletins/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an issued bulletin without a key
         * @description Only where XUNCHA_PUBLIC_BULLETINS is set: the newest issue as a page. What is not issued is not there.
         */
        get: operations["readPublicBulletin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this document as a page, with requests to try */
        get: operations["docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a file of the page */
        get: operations["docsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell that the process lives */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this document */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether the service takes requests
         * @description 503 while the database does not answer and from the moment the service is told to stop.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptanceRequest: {
            /** @description key of the warning */
            key: string;
            reason: string;
        };
        AcceptedWarning: {
            /** Format: date-time */
            at: string;
            by: string;
            key: string;
            reason: string;
        };
        Account: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            certified_subject: string;
            /** @description why it was closed; empty while it is not */
            close_reason: string;
            /** Format: date */
            closed_on: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            id: number;
            name: string;
            national_filing_number: string;
            /** Format: date */
            opened_on: string | null;
            /** Format: int64 */
            organization_id: number;
            platform: components["schemas"]["Platform"];
            platform_account_id: string;
            provincial_filing_number: string;
            region_code: string;
            state: components["schemas"]["State"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
            /** @description what deserves a look, without standing in the way of anything */
            warnings: components["schemas"]["Warning"][];
        };
        AccountList: {
            items: components["schemas"]["Account"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        AccountPatch: {
            /** @description 认证主体 */
            certified_subject?: string;
            name?: string;
            national_filing_number?: string;
            /** Format: date */
            opened_on?: string | null;
            /** Format: int64 */
            organization_id?: number;
            platform?: components["schemas"]["Platform"];
            /** @description the platform's own permanent id, which stays when the account is renamed */
            platform_account_id?: string;
            provincial_filing_number?: string;
            /** @description may be left out: it is that of the organization */
            region_code?: string;
        };
        AccountRequest: {
            /** @description 认证主体 */
            certified_subject?: string;
            name: string;
            national_filing_number?: string;
            /** Format: date */
            opened_on?: string | null;
            /** Format: int64 */
            organization_id: number;
            platform: components["schemas"]["Platform"];
            /** @description the platform's own permanent id, which stays when the account is renamed */
            platform_account_id?: string;
            provincial_filing_number?: string;
            /** @description may be left out: it is that of the organization */
            region_code?: string;
        };
        AddedTargets: {
            campaign: string;
            /** @description in the order of the request */
            items: components["schemas"]["InspectionSummary"][];
            /**
             * Format: int64
             * @description of the campaign, also the ETag
             */
            version: number;
        };
        /** @enum {string} */
        Agreement: "same" | "self_passed" | "self_failed" | "no_result";
        Annex: {
            /** @description headers of the columns */
            header: string[];
            number: number;
            /** @description cells of each row: text, whole numbers, or null */
            rows: ((string | null) | number)[][];
            title: string;
        };
        Annual: {
            /** @description the rounds that are counted, the oldest first */
            campaigns: components["schemas"]["TrendCampaign"][];
            /**
             * Format: date-time
             * @description when a result that is counted changed last
             */
            counted_until: string | null;
            group_by: components["schemas"]["Group"];
            items: components["schemas"]["AnnualRow"][];
            /**
             * @description null when the table shows both kinds
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /**
             * @description null for the level directly below the region
             * @enum {string|null}
             */
            level: "nation" | "province" | "prefecture" | "county" | null;
            /** @description of the rounds; null when there are none */
            region_code: string | null;
            /**
             * Format: date
             * @description the day on which overdue is told
             */
            today: string | null;
            total: components["schemas"]["AnnualTotal"];
            /** @description codes of those that are not published yet, so that their figures may still change */
            unpublished: string[];
            /** @description null when none was asked for and there are no rounds */
            year: number | null;
        };
        AnnualRow: {
            /**
             * Format: int64
             * @description targets that failed in every one of the rounds
             */
            failed_always: number;
            /**
             * Format: int64
             * @description targets that failed in at least one of the rounds, each in the row in which it failed last
             */
            failed_once: number;
            /** @description of all the rounds, as they stand today */
            findings: components["schemas"]["RectificationFigureCell"];
            key: string;
            label: string;
            /** @description one for each of campaigns, with its rate as that campaign prints it */
            points: components["schemas"]["PassRateCell"][];
            /** @description accountability measures over them */
            taken: components["schemas"]["MeasureFigureCell"];
            /** @description sums of points, and the rate of these sums, printed as the newest round prints rates; never a mean of rates */
            year: components["schemas"]["PassRateCell"];
        };
        AnnualTotal: {
            /**
             * Format: int64
             * @description targets that failed in every one of the rounds
             */
            failed_always: number;
            /**
             * Format: int64
             * @description targets that failed in at least one of the rounds, each in the row in which it failed last
             */
            failed_once: number;
            /** @description of all the rounds, as they stand today */
            findings: components["schemas"]["RectificationFigureCell"];
            label: string;
            /** @description one for each of campaigns, with its rate as that campaign prints it */
            points: components["schemas"]["PassRateCell"][];
            /** @description accountability measures over them */
            taken: components["schemas"]["MeasureFigureCell"];
            /** @description sums of points, and the rate of these sums, printed as the newest round prints rates; never a mean of rates */
            year: components["schemas"]["PassRateCell"];
        };
        /** @enum {string} */
        AssignBy: "list" | "region" | "even";
        AssignRequest: {
            /**
             * Format: int64
             * @description id of an active user who may submit results, and whose region has the target
             */
            user_id: number;
        };
        Assigned: {
            /** @description targets that the user got now */
            assigned: number;
            name: string;
            /** @description targets of the campaign that the user has */
            total: number;
            /** Format: int64 */
            user_id: number;
        };
        Assignments: {
            /** @description targets that have changed hands */
            assigned: number;
            /** @description each user of the request, in its order */
            users: components["schemas"]["Assigned"][];
        };
        AssignmentsRequest: {
            by: components["schemas"]["AssignBy"];
            /** @description by list: whatever state a target is in, and whoever has it; at most 1,000 */
            items?: components["schemas"]["TargetAssignmentRequest"][] | null;
            /** @description by region and evenly: only targets of this kind; both when left out */
            kind?: components["schemas"]["Subject"];
            /** @description by region and evenly: targets that somebody has already, too */
            reassign?: boolean;
            /** @description evenly: only the targets of this row of the county table; all when left out */
            region_code?: string;
            /** @description by region: the rows of the county table, or regions below them; at most 200 */
            regions?: components["schemas"]["RegionAssignmentRequest"][] | null;
            /** @description evenly: in the order of the codes of the targets, each to the user who has the fewest of the campaign then; at most 200 */
            users?: number[];
        };
        Attachment: {
            caption: string;
            /** Format: date-time */
            captured_at: string;
            /** Format: date-time */
            created_at: string;
            file_name: string;
            /**
             * Format: int64
             * @description the finding for which it was submitted as proof; null for none
             */
            finding_id: number | null;
            /** Format: int64 */
            id: number;
            /**
             * Format: int64
             * @description the target that it is about
             */
            inspection_id: number;
            /** @description by its content, whatever its sender said */
            media_type: components["schemas"]["MediaType"];
            /**
             * @description before or after the rectification; empty where it belongs to no pair
             * @enum {string}
             */
            moment: "before" | "after" | "";
            /**
             * Format: int64
             * @description on an attachment of afterwards, the one of before that it stands beside; null for none
             */
            pair_id: number | null;
            purpose: components["schemas"]["Purpose"];
            region_code: string;
            /** @description of the content, hexadecimal */
            sha256: string;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
            /** Format: date-time */
            updated_at: string;
            /** @description name of who sent it */
            uploaded_by: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        AttachmentList: {
            items: components["schemas"]["Attachment"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        AttachmentPatch: {
            caption?: string;
            /**
             * Format: date-time
             * @description not in the future
             */
            captured_at?: string;
            file_name?: string;
            /** @enum {string} */
            moment?: "before" | "after" | "";
            /**
             * Format: int64
             * @description only where moment is after: an attachment of before, of the same target
             */
            pair_id?: number | null;
            purpose?: components["schemas"]["Purpose"];
        };
        AttachmentRequest: {
            caption?: string;
            /**
             * Format: date-time
             * @description not in the future
             */
            captured_at: string;
            file_name?: string;
            /** @enum {string} */
            moment?: "before" | "after" | "";
            /**
             * Format: int64
             * @description only where moment is after: an attachment of before, of the same target
             */
            pair_id?: number | null;
            purpose: components["schemas"]["Purpose"];
        };
        AuditEntry: {
            actor_name: string;
            /** @description of the caller, a code prefix or all */
            actor_region: string;
            /** @description the thing after, null for a deletion; of a denied call or an export what was asked for */
            after: Record<string, never> | null;
            /** Format: date-time */
            at: string;
            /** @description the thing before, null for a creation */
            before: Record<string, never> | null;
            /** @description over this entry and all before it, hexadecimal, empty until the entry is sealed */
            hash: string;
            /** Format: int64 */
            id: number;
            /** @description of a denied call the operation of this document, else noun and verb */
            operation: string;
            /** @enum {unknown} */
            outcome: "done" | "denied";
            /** @description reason given; of a denied call the code of the refusal */
            reason: string;
            /** @description of the thing, empty for what belongs to no region */
            region_code: string;
            request_id: string;
            role: string;
            /**
             * Format: int64
             * @description place in the chain, null until the entry is sealed, which takes about a second
             */
            seq: number | null;
            /** @description address of the caller, empty for the command line */
            source: string;
            thing: components["schemas"]["AuditThing"];
            /**
             * Format: int64
             * @description 0 for users, the command line and callers that are not known
             */
            token_id: number;
            /**
             * Format: int64
             * @description 0 for keys, the command line and callers that are not known
             */
            user_id: number;
        };
        AuditEntryList: {
            items: components["schemas"]["AuditEntry"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        AuditOutcome: "done" | "denied";
        AuditThing: {
            /**
             * Format: int64
             * @description 0 for what has no id
             */
            id: number;
            /** @description empty for what is about no thing */
            kind: string;
        };
        BulkItemRequest: {
            account_name?: string;
            /** @description at most 200; none is a clean result */
            findings: components["schemas"]["FindingRequest"][];
            note?: string;
            /**
             * @description names an account, together with account_name
             * @enum {string}
             */
            platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /** @description names a site; leave platform and account_name out then */
            site_code?: string;
        };
        BulkItemResponse: {
            /** Format: double */
            final_score: number | null;
            /** Format: int64 */
            inspection_id: number | null;
            /** @description why the item was refused; null when it was taken */
            problem: {
                /** @description stable, for programs */
                code: string;
                /** @description what went wrong, for people, in the language of Accept-Language */
                detail: string;
                /** @description what is wrong with single fields */
                errors?: components["schemas"]["FieldProblem"][];
                /** @description this one occurrence */
                instance: string;
                /** @description where the way out begins, for a few codes */
                link?: string;
                /** @description to be named when the problem is reported */
                request_id: string;
                /** @description the HTTP status */
                status: number;
                /** @description the same for every problem of the status */
                title: string;
                /** @description identifies the kind of problem */
                type: string;
            } | null;
            /** @description number of the submission that stands */
            revision: number;
            /**
             * @description pass, fail, or null for a refused item
             * @enum {string|null}
             */
            verdict: "pass" | "fail" | null;
        };
        BulkRequest: {
            /** @description 1 to 1,000 */
            items: components["schemas"]["BulkItemRequest"][];
        };
        BulkResponse: {
            /** @description items taken */
            accepted: number;
            /** @description in the order of the request */
            items: components["schemas"]["BulkItemResponse"][];
            /** @description items refused */
            refused: number;
        };
        Bulletin: {
            accepted: components["schemas"]["AcceptedWarning"][];
            allowed_actions: string[];
            campaign: string;
            /** @description as it is printed */
            content: components["schemas"]["BulletinContent"];
            /** @description why what was issued is being corrected */
            correction: string;
            issues: components["schemas"]["BulletinIssue"][];
            /** @description only the rows of the caller's own area: it is not issued yet, and the caller does not see all of it */
            partial: boolean;
            state: components["schemas"]["BulletinState"];
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
            /** @description what was written by hand; empty for who does not see all of it */
            words: components["schemas"]["BulletinRequest"];
        };
        BulletinAnnex: {
            columns: components["schemas"]["BulletinColumn"][];
            number: number;
            /** @description cells of each row: text, whole numbers, or null */
            rows: ((string | null) | number)[][];
            title: string;
            /** @description the last row is a total */
            total: boolean;
        };
        BulletinChecks: {
            errors: number;
            items: components["schemas"]["BulletinFault"][];
            warnings: number;
        };
        BulletinColumn: {
            /** @enum {unknown} */
            kind: "ordinal" | "code" | "name" | "url" | "word" | "count" | "rate";
            label: string;
        };
        BulletinContent: {
            addressees: string;
            annexes: components["schemas"]["BulletinAnnex"][];
            attributes: components["schemas"]["BulletinProperty"][];
            campaign: string;
            closing: components["schemas"]["BulletinPassage"][];
            copies: string;
            correction: string;
            figures: components["schemas"]["BulletinFigures"];
            /**
             * Format: date
             * @description null before the issue
             */
            issued_on: string | null;
            issuer: string;
            number: string;
            preamble: components["schemas"]["BulletinPassage"][];
            sections: components["schemas"]["BulletinSection"][];
            title: string;
        };
        BulletinFault: {
            accepted: {
                /** Format: date-time */
                at: string;
                by: string;
                key: string;
                reason: string;
            } | null;
            code: string;
            /** @description names the fault as long as it is there */
            key: string;
            message: string;
            /** @description where it is */
            place: string;
            /** @description row of an annex, from 1; null where there is none */
            row: number | null;
            /** @enum {string} */
            severity: "error" | "warning";
            suggestion: string;
        };
        BulletinFigures: {
            indicators: components["schemas"]["FigureCount"][];
            regions: components["schemas"]["FigureRate"][];
            trend: components["schemas"]["FigureRate"][];
        };
        BulletinFile: {
            /** @enum {string} */
            format: "json" | "docx" | "xlsx" | "html";
            sha256: string;
            /** Format: int64 */
            size: number;
            /** @description empty where the keys of the service are not of the national suite */
            sm3: string;
        };
        BulletinIssue: {
            accepted: components["schemas"]["AcceptedWarning"][];
            /** @description why the issue before was corrected */
            correction: string;
            /** Format: date-time */
            created_at: string;
            /** @description the form json is the content, which the others were made from */
            files: components["schemas"]["BulletinFile"][];
            /** @description 1, then corrections */
            issue: number;
            issued_by: string;
            /** Format: date */
            issued_on: string | null;
            number: string;
            title: string;
        };
        BulletinIssueRequest: {
            /**
             * Format: date
             * @description 成文日期, today when null
             */
            issued_on?: string | null;
            /** @description 发文字号; the one of the bulletin when left out */
            number?: string;
        };
        BulletinPassage: {
            /** @description the beginning that is set off */
            lead: string;
            text: string;
        };
        BulletinProperty: {
            label: string;
            text: string;
        };
        BulletinRequest: {
            addressees?: string;
            closing?: string;
            copies?: string;
            /** @description the problems name the targets they were found at */
            named?: boolean;
            /** @description 发文字号 */
            number?: string;
            /** @description texts of the library for the next steps, in this order; those of the template when empty */
            passages?: number[];
            preamble?: string;
            /** @description texts of sections by hand, without their headings */
            sections?: components["schemas"]["BulletinSectionTexts"];
            /**
             * Format: int64
             * @description wording to take; null for the newest of the narrowest area
             */
            template_id?: number | null;
            /** @description texts by hand over those of the template, which an empty text takes; placeholders may stand in them as in templates */
            title?: string;
        };
        BulletinRevision: {
            action: components["schemas"]["BulletinVerb"];
            /** Format: date-time */
            created_at: string;
            done_by: string;
            reason: string;
            /** Format: int64 */
            version: number;
            words: components["schemas"]["BulletinRequest"];
        };
        BulletinRevisions: {
            items: components["schemas"]["BulletinRevision"][];
        };
        BulletinSection: {
            /** @description written by hand */
            edited: boolean;
            heading: string;
            /** @enum {string} */
            key: "superior" | "round" | "problems" | "accountability" | "next";
            passages: components["schemas"]["BulletinPassage"][];
        };
        BulletinSectionTexts: {
            accountability?: string;
            next?: string;
            problems?: string;
            round?: string;
            superior?: string;
        };
        /** @enum {string} */
        BulletinState: "draft" | "issued" | "correcting";
        BulletinTemplate: {
            added_by: string;
            /**
             * Format: date-time
             * @description null for the one of the program
             */
            created_at: string | null;
            /** @description of the name in the area, from 1 */
            edition: number;
            /**
             * Format: int64
             * @description 0 for the one of the program
             */
            id: number;
            name: string;
            /** @description null for the whole country */
            region_code: string | null;
            /**
             * Format: int64
             * @description editions never change: 1, and 0 for the one of the program
             */
            version: number;
            words: components["schemas"]["TemplateWords"];
        };
        BulletinTemplateRequest: {
            account_annex: string;
            addressees: string;
            closing?: string;
            copies?: string;
            issuer: string;
            name: string;
            /** @description of a bulletin for which nobody has chosen texts of the library */
            next_steps?: components["schemas"]["TemplatePassage"][];
            preamble?: string;
            /** @description the area whose bulletins take it; null for the whole country */
            region_code?: string | null;
            sections: components["schemas"]["TemplateSection"][];
            site_annex: string;
            title: string;
        };
        BulletinTemplates: {
            items: components["schemas"]["BulletinTemplate"][];
        };
        /** @enum {string} */
        BulletinVerb: "update" | "accept" | "issue" | "correct";
        Calendar: {
            days: components["schemas"]["CalendarDay"][];
            /** @description it came with the program */
            shipped: boolean;
            source: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag; 0 for one that came with the program
             */
            version: number;
            year: number;
        };
        CalendarDay: {
            /** Format: date */
            day: string | null;
            name: string;
            /** @description a Saturday or Sunday on which people work; false for a day off */
            working: boolean;
        };
        CalendarRequest: {
            /** @description days off and working weekends; all others are what their weekday says */
            days: components["schemas"]["CalendarDay"][];
            /** @description the document that arranges them */
            source: string;
        };
        CalendarYear: {
            shipped: boolean;
            source: string;
            /** Format: int64 */
            version: number;
            year: number;
        };
        Calendars: {
            items: components["schemas"]["CalendarYear"][];
        };
        Campaign: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: int64 */
            catalogue: number;
            /** Format: date-time */
            closed_at: string | null;
            code: string;
            /** Format: date-time */
            created_at: string;
            issuer_level: components["schemas"]["Issuer"];
            kinds: components["schemas"]["Subject"][];
            /** Format: date */
            monitoring_date: string | null;
            /** Format: date-time */
            opened_at: string | null;
            /** Format: double */
            pass_line: number;
            /** Format: date-time */
            published_at: string | null;
            rate_decimals: number;
            rate_rounding: components["schemas"]["Rounding"];
            region_code: string;
            review_required: boolean;
            round: number;
            round_label: string;
            scored_kinds: components["schemas"]["ScoredKind"][];
            state: components["schemas"]["CampaignState"];
            title: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
            year: number;
        };
        CampaignList: {
            items: components["schemas"]["Campaign"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        CampaignPatch: {
            /**
             * Format: int64
             * @description id of the catalogue; the one in force at the monitoring date when left out
             */
            catalogue?: number;
            /** @description may be left out: region, year and round make it, and for a round called from above the region of who called it: 422800-2022-2-42 */
            code?: string;
            /** @description who called the round: the level of the region, which is meant when it is left out, or one above */
            issuer_level?: components["schemas"]["Issuer"];
            /** @description what is inspected; both when left out */
            kinds?: components["schemas"]["Subject"][];
            /**
             * Format: date
             * @description the day from which every window of the indicators counts back
             */
            monitoring_date?: string | null;
            /**
             * Format: double
             * @description points below which a scored target fails; 60 when left out
             */
            pass_line?: number;
            /** @description decimals of printed rates, 0 to 2; 1 when left out */
            rate_decimals?: number;
            /** @description half_up when left out */
            rate_rounding?: components["schemas"]["Rounding"];
            /** @description the area covered; 422800 is the whole prefecture */
            region_code?: string;
            /** @description whether a second person must confirm each result */
            review_required?: boolean;
            round?: number;
            /** @description as printed; 第三次 when left out */
            round_label?: string;
            /** @description what gets a score; the portals when left out */
            scored_kinds?: components["schemas"]["ScoredKind"][];
            title?: string;
            year?: number;
        };
        CampaignRequest: {
            /**
             * Format: int64
             * @description id of the catalogue; the one in force at the monitoring date when left out
             */
            catalogue?: number;
            /** @description may be left out: region, year and round make it, and for a round called from above the region of who called it: 422800-2022-2-42 */
            code?: string;
            /** @description who called the round: the level of the region, which is meant when it is left out, or one above */
            issuer_level?: components["schemas"]["Issuer"];
            /** @description what is inspected; both when left out */
            kinds?: components["schemas"]["Subject"][];
            /**
             * Format: date
             * @description the day from which every window of the indicators counts back
             */
            monitoring_date: string | null;
            /**
             * Format: double
             * @description points below which a scored target fails; 60 when left out
             */
            pass_line?: number;
            /** @description decimals of printed rates, 0 to 2; 1 when left out */
            rate_decimals?: number;
            /** @description half_up when left out */
            rate_rounding?: components["schemas"]["Rounding"];
            /** @description the area covered; 422800 is the whole prefecture */
            region_code: string;
            /** @description whether a second person must confirm each result */
            review_required?: boolean;
            round: number;
            /** @description as printed; 第三次 when left out */
            round_label?: string;
            /** @description what gets a score; the portals when left out */
            scored_kinds?: components["schemas"]["ScoredKind"][];
            title: string;
            year: number;
        };
        /** @enum {string} */
        CampaignState: "draft" | "open" | "closed" | "published";
        CampaignWhatIf: {
            campaign: string;
            /**
             * Format: int64
             * @description id of the other catalogue
             */
            catalogue: number;
            /** @description targets whose verdict would be another one: those that were asked for, by region, sites first, then by code */
            changed_targets: components["schemas"]["ChangedTarget"][];
            /** Format: double */
            pass_line: number;
            /** @description regions in the order of the county table */
            regions: components["schemas"]["WhatIfRegion"][];
            total: components["schemas"]["WhatIfTotal"];
        };
        Catalogue: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: double */
            bonus_above: number;
            /** Format: double */
            bonus_total: number;
            /** Format: double */
            deduction_total: number;
            /** @description number of the issuing document */
            document: string;
            /** Format: date */
            effective_from: string | null;
            /**
             * Format: date
             * @description null while in force
             */
            effective_to: string | null;
            /** @description what the deductions of each group come to, as the document states it; empty when it states none */
            groups: components["schemas"]["GroupTotal"][];
            /**
             * Format: int64
             * @description 0 after a dry run
             */
            id: number;
            /** @description in the order of the document; only when one catalogue is read */
            indicators?: components["schemas"]["Indicator"][];
            issuer: string;
            note: string;
            /** Format: double */
            pass_line: number;
            /** @description whether campaigns of the area take it when they name none; always so for the whole country */
            preferred: boolean;
            /** @description the area it was issued for; empty for the whole country */
            region_code: string;
            title: string;
            /** Format: int64 */
            version: number;
        };
        CatalogueList: {
            items: components["schemas"]["Catalogue"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        CatalogueRequest: {
            /** @description of an answer; not looked at */
            allowed_actions?: string[];
            /** Format: double */
            bonus_above: number;
            /** Format: double */
            bonus_total: number;
            /** Format: double */
            deduction_total: number;
            /** @description number of the issuing document */
            document: string;
            /** Format: date */
            effective_from: string | null;
            /**
             * Format: date
             * @description null while in force
             */
            effective_to?: string | null;
            /** @description what the deductions of each group come to: of all groups, or of none */
            groups?: components["schemas"]["GroupRequest"][];
            /**
             * Format: int64
             * @description of an answer; not looked at
             */
            id?: number;
            /** @description in the order of the document, at most 500 */
            indicators: components["schemas"]["IndicatorRequest"][];
            issuer: string;
            note?: string;
            /** Format: double */
            pass_line: number;
            /** @description whether campaigns of the area take it when they name none; always so for the whole country */
            preferred?: boolean;
            /** @description the area it is for; empty for the whole country */
            region_code?: string;
            title: string;
            /**
             * Format: int64
             * @description of an answer; not looked at
             */
            version?: number;
        };
        Change: {
            /** Format: date-time */
            at: string;
            /** @description place in the feed, to be sent as after */
            cursor: string;
            /**
             * Format: uuid
             * @description of this change, for whoever meets it twice
             */
            id: string;
            /** @description of the thing */
            kind: string;
            /** @description empty for what belongs to no region */
            region_code: string;
            /** Format: int64 */
            thing_id: number;
            /** @description what was done; *.delete and *.leave say that the thing is not there any more */
            type: string;
            /**
             * Format: int64
             * @description of the thing after the change
             */
            version: number;
        };
        ChangedFinding: {
            /** @description what differs: occurrences, points, description */
            fields: string[];
            from: components["schemas"]["Finding"];
            to: components["schemas"]["Finding"];
        };
        ChangedTarget: {
            code: string;
            /** Format: int64 */
            inspection_id: number;
            kind: components["schemas"]["Subject"];
            name: string;
            region_code: string;
            /** @description the verdict that stands */
            standing: components["schemas"]["Verdict"];
            /**
             * Format: double
             * @description scores after deductions: the one that stands
             */
            standing_score: number | null;
            /** @description findings that the other catalogue has no place for */
            unmatched: number;
            /** @description the verdict that would be */
            what_if: components["schemas"]["Verdict"];
            /**
             * Format: double
             * @description and the one that would be
             */
            what_if_score: number | null;
        };
        Changes: {
            /** @description whether this was everything: if not, more may follow at once, also after an answer without items */
            caught_up: boolean;
            items: components["schemas"]["Change"][];
            /** @description where to go on, always given */
            next: string;
        };
        Choice: {
            /** Format: int64 */
            account_id: number | null;
            /** @description site code, or the permanent id of an account */
            code: string;
            /** @description why it is a target, or why not */
            drawn_as: components["schemas"]["DrawOutcome"];
            kind: components["schemas"]["Subject"];
            name: string;
            organization_name: string;
            /** @enum {string} */
            platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /** @description why it was left out or added; empty otherwise */
            reason: string;
            region_code: string;
            /** Format: int64 */
            site_id: number | null;
        };
        ClaimedAccount: {
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: int64 */
            organization_id: number;
            platform: components["schemas"]["Platform"];
            platform_account_id: string;
            region_code: string;
            state: components["schemas"]["State"];
        };
        /** @enum {string} */
        ColumnKind: "ordinal" | "code" | "name" | "url" | "word" | "count" | "rate";
        ComparedCampaign: {
            campaign: string;
            /** Format: date */
            monitoring_date: string | null;
            round_label: string;
        };
        ComparedRevision: {
            /** Format: double */
            bonus_score: number | null;
            /** Format: double */
            deducted_score: number | null;
            /** Format: double */
            final_score: number | null;
            note: string;
            revision: number;
            /** Format: date-time */
            submitted_at: string;
            submitted_by: string;
            verdict: components["schemas"]["Verdict"];
        };
        /** @enum {string} */
        Comparison: "only_here" | "only_there" | "differs" | "same" | "faulty";
        ComparisonRow: {
            /**
             * @description same; self_passed what the inspection failed; self_failed what it passed; no_result while none stands
             * @enum {unknown}
             */
            agreement: "same" | "self_passed" | "self_failed" | "no_result";
            /** @description by the code of the indicator; observations are left out */
            indicators: components["schemas"]["IndicatorDifference"][];
            /** @description the inspection of the thing in the campaign; null when the thing is no target there that the caller sees */
            official: {
                /** @description what the caller may do with it now; nothing unless the campaign is open */
                allowed_actions: string[];
                assigned_name: string;
                /**
                 * Format: int64
                 * @description id of the user who inspects the target; null for whoever does in its region
                 */
                assigned_to: number | null;
                /** Format: double */
                bonus_score: number | null;
                campaign: string;
                /** Format: date-time */
                created_at: string;
                /**
                 * Format: double
                 * @description points after deductions; null where no score is computed
                 */
                deducted_score: number | null;
                /** @description why it is a target: full, listed, portal, last_failure, new, sampled or added */
                drawn_as: components["schemas"]["DrawOutcome"];
                /** @description why it was added to the open campaign; empty otherwise */
                drawn_reason: string;
                /**
                 * Format: double
                 * @description deducted and bonus together
                 */
                final_score: number | null;
                /** Format: int64 */
                id: number;
                kind: components["schemas"]["Subject"];
                /** @description what to mend, after the result was returned and until the next submission */
                return_reason: string;
                /** @description number of the newest submission, 0 for none */
                revision: number;
                status: components["schemas"]["InspectionStatus"];
                /** @description as it stood when the campaign opened */
                target: components["schemas"]["Target"];
                /** Format: date-time */
                updated_at: string;
                /**
                 * @description pass, fail, or null while there is no result
                 * @enum {string|null}
                 */
                verdict: "pass" | "fail" | null;
                /**
                 * Format: int64
                 * @description raised by every change, also the ETag
                 */
                version: number;
                waive_reason: string;
            } | null;
            self_check: components["schemas"]["SelfCheckSummary"];
        };
        ComparisonTotals: {
            /** Format: int64 */
            no_result: number;
            /**
             * Format: int64
             * @description targets without one
             */
            not_checked: number;
            /** Format: int64 */
            same: number;
            /**
             * Format: int64
             * @description things with a finished self-check for the campaign
             */
            self_checked: number;
            /** Format: int64 */
            self_failed: number;
            /** Format: int64 */
            self_passed: number;
            /**
             * Format: int64
             * @description of the campaign, that the caller sees
             */
            targets: number;
        };
        ConsecutiveFailures: {
            /** @description a series of rounds each: those of one area and one level of issuers */
            items: components["schemas"]["FailureSeries"][];
        };
        Contact: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: int64 */
            id: number;
            /** @description whether name, numbers and email are masked */
            masked: boolean;
            mobile: string;
            name: string;
            office_phone: string;
            /** Format: int64 */
            organization_id: number;
            title: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ContactList: {
            items: components["schemas"]["Contact"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ContactPatch: {
            email?: string;
            /** @description 11 digits */
            mobile?: string;
            name?: string;
            /** @description with the area code, and perhaps an extension */
            office_phone?: string;
            title?: string;
        };
        ContactRequest: {
            email?: string;
            /** @description 11 digits */
            mobile?: string;
            name: string;
            /** @description with the area code, and perhaps an extension */
            office_phone?: string;
            title?: string;
        };
        CorrectionRequest: {
            /** @description whether the suggestions for the row's problems are taken, beside values */
            accept_suggestions?: boolean;
            /** @description cells to set, by field or by header of the file */
            values?: {
                [key: string]: string;
            };
        };
        /** @enum {string} */
        Coverage: "full" | "sample" | "listed";
        CoverageReport: {
            /** @description what the caller may do with the targets now */
            allowed_actions: string[];
            by_kind: components["schemas"]["CoverageRow"][];
            /** @description in the order of the county table */
            by_region: components["schemas"]["CoverageRow"][];
            campaign: string;
            coverage: components["schemas"]["Coverage"];
            /** @description what was left out, with the reasons */
            excluded: components["schemas"]["Choice"][];
            /** @description code of the campaign that last_failures and new_since_last look back at; empty when there is none */
            last_round: string;
            minimum: number;
            must_include: components["schemas"]["MustInclude"][];
            /** @description true while the campaign is a draft: what opening it now would draw */
            preview: boolean;
            /** Format: double */
            ratio: number;
            seed: string;
            strata: components["schemas"]["StratumRow"][];
            total: components["schemas"]["CoveredCounts"];
        };
        CoverageRow: {
            /**
             * Format: int64
             * @description added to the open campaign
             */
            added: number;
            /**
             * Format: int64
             * @description targets, the added ones too
             */
            drawn: number;
            /**
             * Format: int64
             * @description left out for a reason
             */
            excluded: number;
            key: string;
            label: string;
            /**
             * Format: int64
             * @description what the plan asks for
             */
            quota: number;
            /**
             * Format: int64
             * @description in use in the area when the targets were drawn, and what was added later
             */
            registered: number;
            /** @description drawn and registered, as printed by the rules of the campaign */
            text: string;
        };
        CoveredCounts: {
            /**
             * Format: int64
             * @description added to the open campaign
             */
            added: number;
            /**
             * Format: int64
             * @description targets, the added ones too
             */
            drawn: number;
            /**
             * Format: int64
             * @description left out for a reason
             */
            excluded: number;
            /**
             * Format: int64
             * @description what the plan asks for
             */
            quota: number;
            /**
             * Format: int64
             * @description in use in the area when the targets were drawn, and what was added later
             */
            registered: number;
            /** @description drawn and registered, as printed by the rules of the campaign */
            text: string;
        };
        Delivery: {
            /** @description beginning of the last answer */
            answer: string;
            /**
             * Format: date-time
             * @description the last call, null before the first
             */
            called_at: string | null;
            /** @description the change that is told, as its receiver gets it */
            change: components["schemas"]["Change"];
            /** Format: date-time */
            created_at: string;
            /**
             * @description why the last call failed
             * @enum {string}
             */
            fault: "" | "address_refused" | "timeout" | "tls" | "no_connection" | "status";
            /** Format: int64 */
            id: number;
            /**
             * Format: int64
             * @description of the last call
             */
            milliseconds: number;
            /**
             * Format: date-time
             * @description when it is called next, null when it is not
             */
            next_at: string | null;
            /** @enum {unknown} */
            state: "pending" | "delivered" | "parked";
            /**
             * Format: int64
             * @description HTTP status of the last answer, 0 for none
             */
            status: number;
            /**
             * Format: int64
             * @description calls that were made since it was made or tried again
             */
            tries: number;
            /** Format: int64 */
            webhook_id: number;
        };
        DeliveryList: {
            items: components["schemas"]["Delivery"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        DeliveryState: "pending" | "delivered" | "parked";
        Difference: {
            field: string;
            ours: string;
            theirs: string;
        };
        Draft: {
            /** Format: double */
            bonus_score: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: double */
            deducted_score: number | null;
            explanation: components["schemas"]["ExplanationLine"][];
            /** Format: double */
            final_score: number | null;
            /** @description as they were sent */
            findings: components["schemas"]["DraftFinding"][];
            /** Format: int64 */
            inspection_id: number;
            note: string;
            /** @description why it could not be submitted as it is */
            problems: components["schemas"]["FieldProblem"][];
            /** Format: date-time */
            updated_at: string;
            /**
             * @description pass, fail, or null while there are problems
             * @enum {string|null}
             */
            verdict: "pass" | "fail" | null;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        DraftFinding: {
            description?: string;
            indicator?: string;
            location_url?: string;
            number?: string;
            occurrences?: number;
            /** Format: double */
            points?: number;
        };
        DraftRequest: {
            findings?: components["schemas"]["DraftFinding"][];
            note?: string;
        };
        Draw: {
            /** @description what the caller may do with the targets now */
            allowed_actions: string[];
            by_kind: components["schemas"]["CoverageRow"][];
            /** @description in the order of the county table */
            by_region: components["schemas"]["CoverageRow"][];
            campaign: string;
            coverage: components["schemas"]["Coverage"];
            /** @description what was left out, with the reasons */
            excluded: components["schemas"]["Choice"][];
            /** @description code of the campaign that last_failures and new_since_last look back at; empty when there is none */
            last_round: string;
            minimum: number;
            must_include: components["schemas"]["MustInclude"][];
            /** @description true while the campaign is a draft: what opening it now would draw */
            preview: boolean;
            /** Format: double */
            ratio: number;
            seed: string;
            strata: components["schemas"]["StratumRow"][];
            targets: components["schemas"]["Choice"][];
            total: components["schemas"]["CoveredCounts"];
        };
        /** @enum {string} */
        DrawOutcome: "full" | "listed" | "portal" | "last_failure" | "new" | "sampled" | "added" | "not_sampled" | "not_listed" | "excluded";
        DueAnswer: {
            campaign: string;
            /**
             * Format: date
             * @description the day that follows
             */
            due_on: string | null;
            /** @description findings that got it */
            findings: number;
        };
        DueRequest: {
            /**
             * Format: date
             * @description last day to put them right; or give working_days
             */
            due_on?: string | null;
            /**
             * Format: date
             * @description the day before the first working day, such as that of the notice; today when null
             */
            from?: string | null;
            /** @description also bring later due days forward; none is ever made later */
            overwrite?: boolean;
            /** @description veto and deduction when empty */
            parts?: components["schemas"]["Part"][];
            /** @description working days after from */
            working_days?: number;
        };
        ExclusionRequest: {
            /**
             * Format: int64
             * @description id of an account
             */
            account_id?: number;
            account_name?: string;
            /** @description platform of an account, together with account_name */
            platform?: components["schemas"]["Platform"];
            /** @description why it is left out, as the coverage report shows it */
            reason: string;
            /** @description code of a site */
            site_code?: string;
            /**
             * Format: int64
             * @description id of a site; leave the others out then
             */
            site_id?: number;
        };
        ExemptionRequest: {
            /** @description who approved it, when it was not the caller */
            approver?: string;
            reason: string;
            /**
             * Format: date
             * @description last day of the exemption; after it the finding is open again
             */
            until: string | null;
        };
        ExplanationLine: {
            /** @description stable, for programs */
            code: string;
            /**
             * Format: double
             * @description what of it changed the score
             */
            counted: number;
            /** @description for people */
            detail: string;
            /** @description findings under the indicator */
            findings: number;
            /** @description code of the indicator, empty for lines about the whole */
            indicator: string;
            name: string;
            /**
             * Format: double
             * @description what they come to
             */
            points: number;
        };
        ExtensionRequest: {
            approver?: string;
            /**
             * Format: date
             * @description the new due day; or give working_days
             */
            due_on?: string | null;
            /**
             * Format: date
             * @description the day before the first working day; today when null
             */
            from?: string | null;
            reason: string;
            /** @description the new due day as working days after from */
            working_days?: number;
        };
        FailedRound: {
            campaign: string;
            /** Format: int64 */
            inspection_id: number;
            /** Format: date */
            monitoring_date: string | null;
            round_label: string;
        };
        FailureSeries: {
            /** @description code of the newest round */
            campaign: string;
            issuer_level: components["schemas"]["Issuer"];
            region_code: string;
            /** @description rounds that were looked at, at most 20 */
            rounds: number;
            /** @description the longest row first */
            targets: components["schemas"]["FailureStreak"][];
        };
        FailureStreak: {
            /** @description rounds in a row */
            failures: number;
            kind: components["schemas"]["Subject"];
            /** @description the newest first */
            rounds: components["schemas"]["FailedRound"][];
            /** @description as it stood in the newest round */
            target: components["schemas"]["TrackedTarget"];
        };
        FieldChange: {
            after: string;
            /** @description its value as text, empty for none */
            before: string;
            /** @description the change as a sentence, in the language of the answer */
            detail: string;
            /** @description name of the field, as the thing has it */
            field: string;
        };
        FieldProblem: {
            /** @description stable, for programs */
            code: string;
            /** @description for people */
            detail: string;
            /** @description path of the field in the request */
            field: string;
            /** @description a value that would be taken */
            suggestion?: string;
        };
        FigureCount: {
            /** Format: int64 */
            count: number;
            label: string;
        };
        FigureRate: {
            /** Format: int64 */
            inspected: number;
            label: string;
            /** Format: int64 */
            passed: number;
            text: string;
        };
        Filing: {
            /**
             * Format: int64
             * @description id of the account; null for a site
             */
            account_id: number | null;
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            cause: components["schemas"]["FilingCause"];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date
             * @description last day in time; null when the working days of that time are not known
             */
            due_on: string | null;
            /** Format: date */
            filed_on: string | null;
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["Subject"];
            /** @description whether that day has passed and nothing was filed */
            late: boolean;
            /** @description of the site or account when the duty began */
            name: string;
            number: string;
            /** Format: int64 */
            organization_id: number;
            reason: string;
            region_code: string;
            register: components["schemas"]["UpperRegister"];
            /**
             * Format: date
             * @description day of the opening, the change or the closing
             */
            since_on: string | null;
            /**
             * Format: int64
             * @description id of the site; null for an account
             */
            site_id: number | null;
            state: components["schemas"]["FilingState"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        /** @enum {string} */
        FilingCause: "open" | "change" | "close";
        FilingList: {
            items: components["schemas"]["Filing"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        FilingRequest: {
            /** @description that the register gave */
            number?: string;
            /**
             * Format: date
             * @description when it was filed; today when null
             */
            on?: string | null;
        };
        /** @enum {string} */
        FilingState: "open" | "done" | "dismissed";
        Finding: {
            description: string;
            /**
             * Format: int64
             * @description the finding as it is followed; null for one of before there were numbers
             */
            id: number | null;
            indicator: string;
            location_url: string;
            /** @description never used twice */
            number: string;
            occurrences: number;
            /** Format: double */
            points: number;
        };
        FindingDetail: {
            /** @description what the caller may do with it now; nothing while the result does not stand */
            allowed_actions: string[];
            campaign: string;
            /** Format: date-time */
            created_at: string;
            description: string;
            /**
             * Format: date
             * @description last day to put it right; null while none is set
             */
            due_on: string | null;
            /**
             * Format: date
             * @description last day of the exemption
             */
            exempt_until: string | null;
            /** Format: int64 */
            id: number;
            /** @description empty for an observation */
            indicator: string;
            indicator_name: string;
            /** Format: int64 */
            inspection_id: number;
            kind: components["schemas"]["Subject"];
            location_url: string;
            /** @description those struck out included */
            measures: components["schemas"]["Measure"][];
            /** @description campaign and serial; never used twice */
            number: string;
            occurrences: number;
            /** @description the last day has passed without proof; computed, in the time of China */
            overdue: boolean;
            /** @enum {unknown} */
            part: "veto" | "deduction" | "bonus" | "observation";
            /** Format: double */
            points: number;
            recurrence_number: string;
            /**
             * Format: int64
             * @description id of the finding of an earlier campaign that has come back
             */
            recurrence_of: number | null;
            /**
             * @description as of today: an exemption ends by itself
             * @enum {unknown}
             */
            state: "open" | "submitted" | "accepted" | "exempted" | "withdrawn" | "none";
            /** @description what happened to it, the first thing first */
            steps: components["schemas"]["FindingStep"][];
            /**
             * Format: date
             * @description day of the newest proof
             */
            submitted_on: string | null;
            /** @description named as it stood when the campaign opened; organization and region are those to which it belongs now */
            target: components["schemas"]["TrackedTarget"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        FindingRequest: {
            description?: string;
            /** @description code in the catalogue; empty makes it an observation, which never changes a verdict */
            indicator?: string;
            location_url?: string;
            /** @description of a finding that stands already, when it is to keep its number whatever else changes */
            number?: string;
            /** @description 1 when left out */
            occurrences?: number;
            /**
             * Format: double
             * @description of one occurrence; only where the indicator leaves them open
             */
            points?: number;
        };
        /** @enum {string} */
        FindingState: "open" | "submitted" | "accepted" | "exempted" | "withdrawn" | "none";
        FindingStep: {
            /** @description who approved it, where it was not who did it */
            approver: string;
            /** Format: date-time */
            done_at: string;
            done_by: string;
            /** Format: date */
            due_after: string | null;
            /** Format: date */
            due_before: string | null;
            /** Format: date */
            exempt_until: string | null;
            from: components["schemas"]["FindingState"];
            /** @description what was done, or why */
            note: string;
            to: components["schemas"]["FindingState"];
            /** @enum {unknown} */
            verb: "submit" | "accept" | "reject" | "extend" | "exempt" | "due" | "withdraw" | "reappear";
        };
        /** @enum {string} */
        FindingVerb: "submit" | "accept" | "reject" | "extend" | "exempt" | "due" | "withdraw" | "reappear" | "lapse";
        /** @enum {string} */
        FoundBy: "self" | "official" | "both";
        FoundCell: {
            /** Format: int64 */
            findings: number;
            /** Format: int64 */
            occurrences: number;
            /**
             * Format: int64
             * @description targets at which it was found
             */
            targets: number;
        };
        /** @enum {string} */
        Group: "region" | "platform" | "portal" | "organization" | "kind";
        GroupRequest: {
            name: string;
            /** Format: double */
            total: number;
        };
        GroupTotal: {
            name: string;
            /** Format: double */
            total: number;
        };
        Header: {
            name: string;
            value: string;
        };
        History: {
            /** @description the newest change first */
            items: components["schemas"]["HistoryEntry"][];
        };
        HistoryEntry: {
            /** @enum {string} */
            change: "create" | "import" | "known" | "update" | "suspend" | "resume" | "close" | "reopen" | "dissolve" | "rename" | "merge" | "move" | "replace_platform_id";
            changes: components["schemas"]["FieldChange"][];
            reason: string;
            /** Format: date-time */
            recorded_at: string;
            /** @description name of who recorded it; empty when that is nobody of the caller's region */
            recorded_by: string;
            /** @description role of who recorded it; empty for what was there before */
            role: string;
            /** @description the change in words */
            title: string;
            /**
             * Format: date
             * @description first day on which it counts
             */
            valid_from: string | null;
            /**
             * Format: date
             * @description first day on which it counts no more, null while it does; the same as valid_from when another change of that day has taken its place
             */
            valid_to: string | null;
            /** Format: int64 */
            version: number;
        };
        Import: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** @description code of the campaign that the results are of; empty for other kinds */
            campaign: string;
            counts: components["schemas"]["ImportCounts"];
            /** Format: date-time */
            created_at: string;
            /** @description whether it began as a dry run */
            dry_run: boolean;
            /** @description why the file could not be taken in, where the state is failed; otherwise null */
            failure: {
                /** @description stable, for programs */
                code: string;
                /** @description for people */
                detail: string;
                /** @description the columns that it is about */
                errors: components["schemas"]["FieldProblem"][];
            } | null;
            file_name: string;
            /** @description what its content has shown the file to be; null for an import from before that was kept */
            format: {
                /** @description of a text: utf-8, utf-16le, utf-16be or gb18030 */
                encoding?: string;
                /** @enum {string} */
                format: "csv" | "xlsx";
                /** @description the line with the headers */
                header_line: number;
                /** @description what stands between its cells */
                separator?: string;
                /** @description of a workbook, the sheet that was read */
                sheet?: string;
            } | null;
            /** Format: int64 */
            id: number;
            /** @description headers of the file that were not recognized and were left out */
            ignored_columns: string[];
            kind: components["schemas"]["ImportKind"];
            /** @description lines of the file that are no rows, at most 1,000 of them */
            left_out: components["schemas"]["LeftOut"][];
            /** @description how far the work has come, while it goes on beside the requests; otherwise null */
            progress: {
                phase: components["schemas"]["ImportPhase"];
                /** @description rows stored so far */
                rows_read: number;
                /** @description rows of the file; null until it is known */
                rows_total: number | null;
            } | null;
            /** @description of the bytes of the file, hexadecimal */
            sha256: string;
            state: components["schemas"]["ImportState"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ImportCounts: {
            /** @description rows that another row or thing stands in the way of */
            conflict: number;
            create: number;
            dismissed: number;
            /** @description rows with a value that cannot be taken */
            rejected: number;
            unchanged: number;
            update: number;
            /** @description rows that go in but deserve a look */
            warnings: number;
        };
        ImportFailure: {
            /** @description stable, for programs */
            code: string;
            /** @description for people */
            detail: string;
            /** @description the columns that it is about */
            errors: components["schemas"]["FieldProblem"][];
        };
        ImportFormat: {
            /** @description of a text: utf-8, utf-16le, utf-16be or gb18030 */
            encoding?: string;
            /** @enum {string} */
            format: "csv" | "xlsx";
            /** @description the line with the headers */
            header_line: number;
            /** @description what stands between its cells */
            separator?: string;
            /** @description of a workbook, the sheet that was read */
            sheet?: string;
        };
        /** @enum {string} */
        ImportKind: "organizations" | "sites" | "accounts" | "contacts" | "results";
        ImportList: {
            items: components["schemas"]["Import"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ImportMapping: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            /** @description field by header */
            fields: {
                [key: string]: string;
            };
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["ImportKind"];
            name: string;
            region_code: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ImportMappingList: {
            items: components["schemas"]["ImportMapping"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ImportMappingPatch: {
            /** @description field by header; an empty field leaves the column out. At most 200 */
            fields?: {
                [key: string]: string;
            };
            /** @description what the rows of its files are; it stays */
            kind?: components["schemas"]["ImportKind"];
            name?: string;
            /** @description to whom it belongs */
            region_code?: string;
        };
        ImportMappingRequest: {
            /** @description field by header; an empty field leaves the column out. At most 200 */
            fields: {
                [key: string]: string;
            };
            /** @description what the rows of its files are; it stays */
            kind: components["schemas"]["ImportKind"];
            name: string;
            /** @description to whom it belongs */
            region_code: string;
        };
        /** @enum {string} */
        ImportPhase: "queued" | "reading" | "judging" | "ended";
        ImportProgress: {
            phase: components["schemas"]["ImportPhase"];
            /** @description rows stored so far */
            rows_read: number;
            /** @description rows of the file; null until it is known */
            rows_total: number | null;
        };
        ImportRow: {
            /**
             * Format: int64
             * @description the account it became
             */
            account_id?: number | null;
            /** @description whether it is in the register */
            applied: boolean;
            /**
             * Format: int64
             * @description the contact it became
             */
            contact_id?: number | null;
            dismiss_reason: string;
            /**
             * Format: int64
             * @description the target whose result it is part of
             */
            inspection_id?: number | null;
            /** @description in the file, the header being 1 */
            line: number;
            /** @description of the data row, from 1 */
            number: number;
            /**
             * Format: int64
             * @description the organization it became
             */
            organization_id?: number | null;
            outcome: components["schemas"]["Outcome"];
            problems: components["schemas"]["RowProblem"][];
            /**
             * Format: int64
             * @description the site it became
             */
            site_id?: number | null;
            /** @description cells by field, as they stood in the file or as they were corrected */
            values: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ImportRowList: {
            items: components["schemas"]["ImportRow"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        ImportState: "waiting" | "running" | "previewed" | "applied" | "failed" | "cancelled";
        Indicator: {
            applies_to: components["schemas"]["Subject"][];
            code: string;
            criteria: string[];
            group: string;
            /**
             * Format: double
             * @description most that the indicator may count
             */
            max: number;
            /** @description thresholds for measuring programs */
            measure?: Record<string, never>;
            name: string;
            needs_public_service: boolean;
            part: components["schemas"]["Part"];
            /**
             * Format: double
             * @description points of one occurrence; 0 leaves them to the inspector, or means none for a veto
             */
            points: number;
            /** @description whether the figures were read in the official text; check the others against it before an official campaign */
            verified: boolean;
        };
        IndicatorDifference: {
            /**
             * @description who found something under it
             * @enum {unknown}
             */
            found_by: "self" | "official" | "both";
            /** @description code in the catalogue */
            indicator: string;
            /** @description occurrences in the official result */
            official: number;
            /** @description occurrences in the self-check */
            self: number;
        };
        IndicatorFigureRow: {
            /** @description one for each of columns */
            cells: components["schemas"]["FoundCell"][];
            /** Format: int64 */
            findings: number;
            /** @description code of the indicator; empty for an observation */
            indicator: string;
            name: string;
            /** Format: int64 */
            occurrences: number;
            part: components["schemas"]["Part"];
            /**
             * Format: int64
             * @description targets at which it was found
             */
            targets: number;
        };
        IndicatorFigures: {
            /** @description null when there is no round yet */
            campaign: string | null;
            /** @description of cells, in their order: regions, or the codes of rounds */
            columns: components["schemas"]["PassRateColumn"][];
            /** @description the most frequent first */
            items: components["schemas"]["IndicatorFigureRow"][];
            /**
             * @description null for both
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /** @description the rounds that the columns are, the oldest first; left out when they are regions */
            rounds?: components["schemas"]["TrendCampaign"][];
        };
        IndicatorRequest: {
            applies_to: components["schemas"]["Subject"][];
            /** @description once in the catalogue */
            code: string;
            /** @description at most 50 */
            criteria?: string[];
            group: string;
            /**
             * Format: double
             * @description most that the indicator may count
             */
            max?: number;
            /** @description thresholds for measuring programs; null for none */
            measure?: Record<string, never> | null;
            name: string;
            needs_public_service?: boolean;
            part: components["schemas"]["Part"];
            /**
             * Format: double
             * @description points of one occurrence; 0 leaves them to the inspector, or means none for a veto
             */
            points?: number;
            /** @description whether the figures were read in the official text */
            verified?: boolean;
        };
        Inspection: {
            /** @description what the caller may do with it now; nothing unless the campaign is open */
            allowed_actions: string[];
            assigned_name: string;
            /**
             * Format: int64
             * @description id of the user who inspects the target; null for whoever does in its region
             */
            assigned_to: number | null;
            /** Format: double */
            bonus_score: number | null;
            campaign: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: double
             * @description points after deductions; null where no score is computed
             */
            deducted_score: number | null;
            /** @description why it is a target: full, listed, portal, last_failure, new, sampled or added */
            drawn_as: components["schemas"]["DrawOutcome"];
            /** @description why it was added to the open campaign; empty otherwise */
            drawn_reason: string;
            /** @description how the verdict follows from the findings, line by line */
            explanation: components["schemas"]["ExplanationLine"][];
            /**
             * Format: double
             * @description deducted and bonus together
             */
            final_score: number | null;
            findings: components["schemas"]["Finding"][];
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["Subject"];
            note: string;
            /** @description the newest look at the target again since this result; the verdict above stands */
            recheck: {
                /** Format: double */
                bonus_score: number | null;
                /** Format: double */
                deducted_score: number | null;
                explanation: components["schemas"]["ExplanationLine"][];
                /** Format: double */
                final_score: number | null;
                findings: components["schemas"]["FindingRequest"][];
                /** Format: int64 */
                id: number;
                note: string;
                /** @description running number for the target, from 1 */
                number: number;
                /** @description revision of the result that was looked at again */
                revision: number;
                /** Format: date-time */
                submitted_at: string;
                submitted_by: string;
                /** @enum {unknown} */
                verdict: "pass" | "fail";
            } | null;
            /** @description what to mend, after the result was returned and until the next submission */
            return_reason: string;
            /** @description number of the newest submission, 0 for none */
            revision: number;
            status: components["schemas"]["InspectionStatus"];
            /** Format: date-time */
            submitted_at: string | null;
            submitted_by: string;
            /** @description as it stood when the campaign opened */
            target: components["schemas"]["Target"];
            /** Format: date-time */
            updated_at: string;
            /**
             * @description pass, fail, or null while there is no result
             * @enum {string|null}
             */
            verdict: "pass" | "fail" | null;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
            waive_reason: string;
        };
        InspectionAssessment: {
            campaign: string;
            /** @description whether the verdict would be another one */
            differs: boolean;
            /** Format: int64 */
            inspection_id: number;
            /** @description number of the submission that stands */
            revision: number;
            /** @description the result as it stands */
            standing: components["schemas"]["Judged"];
            /** @description findings that the other catalogue has no place for; they are left out of what_if */
            unmatched: components["schemas"]["UnmatchedFinding"][];
            /** @description what the same findings come to under the other rule */
            what_if: components["schemas"]["Judged"];
        };
        /** @enum {string} */
        InspectionStatus: "pending" | "waiving" | "submitted" | "returned" | "confirmed" | "waived";
        InspectionSummary: {
            /** @description what the caller may do with it now; nothing unless the campaign is open */
            allowed_actions: string[];
            assigned_name: string;
            /**
             * Format: int64
             * @description id of the user who inspects the target; null for whoever does in its region
             */
            assigned_to: number | null;
            /** Format: double */
            bonus_score: number | null;
            campaign: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: double
             * @description points after deductions; null where no score is computed
             */
            deducted_score: number | null;
            /** @description why it is a target: full, listed, portal, last_failure, new, sampled or added */
            drawn_as: components["schemas"]["DrawOutcome"];
            /** @description why it was added to the open campaign; empty otherwise */
            drawn_reason: string;
            /**
             * Format: double
             * @description deducted and bonus together
             */
            final_score: number | null;
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["Subject"];
            /** @description what to mend, after the result was returned and until the next submission */
            return_reason: string;
            /** @description number of the newest submission, 0 for none */
            revision: number;
            status: components["schemas"]["InspectionStatus"];
            /** @description as it stood when the campaign opened */
            target: components["schemas"]["Target"];
            /** Format: date-time */
            updated_at: string;
            /**
             * @description pass, fail, or null while there is no result
             * @enum {string|null}
             */
            verdict: "pass" | "fail" | null;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
            waive_reason: string;
        };
        InspectionSummaryList: {
            items: components["schemas"]["InspectionSummary"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        InspectionVerb: "submit" | "confirm" | "return" | "waive";
        /** @enum {string} */
        Issuer: "nation" | "province" | "prefecture" | "county";
        Judged: {
            /** Format: double */
            bonus_score: number | null;
            /**
             * Format: int64
             * @description id of the catalogue
             */
            catalogue: number;
            /** Format: double */
            deducted_score: number | null;
            explanation: components["schemas"]["ExplanationLine"][];
            /** Format: double */
            final_score: number | null;
            /** Format: double */
            pass_line: number;
            verdict: components["schemas"]["Verdict"];
        };
        LeftOut: {
            /** @description in the file, from 1 */
            line: number;
            /**
             * @description title, above the header; total, such as 合计; note, below the table; header_again
             * @enum {string}
             */
            reason: "title" | "total" | "note" | "header_again";
            /** @description of the first cell; empty in files of contacts */
            text: string;
        };
        /** @enum {string} */
        Level: "nation" | "province" | "prefecture" | "county";
        Login: {
            /**
             * Format: date-time
             * @description when the session ends even if it is used all the time
             */
            expires_at: string;
            /** @description nothing else is answered before the password is changed */
            must_change_password: boolean;
            /** @description to be sent as Authorization: Bearer …; shown only now */
            token: string;
            /** @description nothing else is answered before a second factor is set up */
            totp_enrolment_required: boolean;
        };
        LoginRequest: {
            /** @description of the second factor, for users who have one */
            code?: string;
            name: string;
            password: string;
        };
        Me: {
            /** @description empty for a key */
            display_name: string;
            /**
             * Format: date-time
             * @description end of the session or the key; null for a key without an end
             */
            expires_at: string | null;
            must_change_password: boolean;
            name: string;
            /**
             * Format: int64
             * @description of unit staff
             */
            organization_id: number | null;
            /** @description what may be done, for the menus of a front end */
            permissions: components["schemas"]["Permission"][];
            /** @description user:7 or key:3, as in logs and the audit trail */
            principal: string;
            /** @description code prefix of what is seen, or all */
            region_code: string;
            role: components["schemas"]["Role"];
            totp_enabled: boolean;
            /** @description whether the rules ask for a second factor */
            totp_required: boolean;
        };
        Measure: {
            /** Format: date-time */
            created_at: string;
            /** @description number of the document */
            document: string;
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["MeasureKind"];
            label: string;
            note: string;
            persons: number;
            revoke_reason: string;
            /**
             * Format: date
             * @description since when the entry is struck out; null while it counts
             */
            revoked_on: string | null;
            /** Format: date */
            taken_on: string | null;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        MeasureCount: {
            kind: components["schemas"]["MeasureKind"];
            label: string;
            measures: number;
            persons: number;
        };
        MeasureFigureCell: {
            measures: number;
            /** @description persons that they were taken against */
            persons: number;
        };
        MeasureFigureRow: {
            /** @description one for each of columns */
            cells: components["schemas"]["MeasureFigureCell"][];
            key: string;
            label: string;
            measures: number;
            /** @description persons that they were taken against */
            persons: number;
            /** @description one for each of campaigns */
            points: components["schemas"]["MeasureFigureCell"][];
        };
        MeasureFigureTotal: {
            /** @description one for each of columns */
            cells: components["schemas"]["MeasureFigureCell"][];
            label: string;
            measures: number;
            /** @description persons that they were taken against */
            persons: number;
            /** @description one for each of campaigns */
            points: components["schemas"]["MeasureFigureCell"][];
        };
        MeasureFigures: {
            /** @description the rounds, the oldest first */
            campaigns: components["schemas"]["TrendCampaign"][];
            /** @description kinds of measures, the mildest first */
            columns: components["schemas"]["PassRateColumn"][];
            /**
             * Format: date-time
             * @description when a measure was taken or struck out last; null while there was none
             */
            counted_until: string | null;
            /** @description by region */
            items: components["schemas"]["MeasureFigureRow"][];
            /**
             * @description null for both
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /**
             * @description null for the level directly below the region of the rounds
             * @enum {string|null}
             */
            level: "nation" | "province" | "prefecture" | "county" | null;
            total: components["schemas"]["MeasureFigureTotal"];
        };
        /** @enum {string} */
        MeasureKind: "talk" | "written_self_criticism" | "circulated_criticism" | "ordered_rectification" | "admonition" | "suspension" | "transfer" | "removal" | "disciplinary_action" | "other";
        MeasureRegion: {
            items: components["schemas"]["MeasureCount"][];
            /** @description as the campaign prints it */
            label: string;
            region_code: string;
        };
        MeasureRequest: {
            /** @description number of the document */
            document?: string;
            /** @enum {unknown} */
            kind: "talk" | "written_self_criticism" | "circulated_criticism" | "ordered_rectification" | "admonition" | "suspension" | "transfer" | "removal" | "disciplinary_action" | "other";
            note?: string;
            /** @description how many persons it was taken against, 0 when against the unit; never who */
            persons?: number;
            /**
             * Format: date
             * @description day
             */
            taken_on: string | null;
        };
        MeasureTable: {
            campaign: string;
            /** @description by kind, every kind, the mildest first */
            items: components["schemas"]["MeasureCount"][];
            /** @description of all kinds */
            measures: number;
            persons: number;
            /** @description by region and kind, only what was taken */
            regions: components["schemas"]["MeasureRegion"][];
        };
        Measures: {
            /** @description the first first */
            items: components["schemas"]["Measure"][];
        };
        /** @enum {string} */
        MediaType: "image/png" | "image/jpeg" | "image/webp" | "application/pdf" | "text/html" | "video/mp4";
        MergeRequest: {
            /**
             * Format: int64
             * @description id of the organization that takes everything over
             */
            into: number;
            /**
             * Format: date
             * @description from which day it counts; today when null
             */
            on?: string | null;
            reason: string;
        };
        Merger: {
            /** @description how much has gone to its successor */
            moved: components["schemas"]["Moved"];
            /** @description the one that has ended */
            organization: components["schemas"]["Organization"];
        };
        /** @enum {string} */
        Moment: "before" | "after";
        MoveRequest: {
            /**
             * Format: date
             * @description from which day it counts; today when null
             */
            on?: string | null;
            /** Format: int64 */
            organization_id: number;
            reason: string;
        };
        Moved: {
            accounts: number;
            contacts: number;
            /** @description whose parent it was */
            organizations: number;
            sites: number;
            /** @description its staff, who have to log in again */
            users: number;
        };
        MoverRows: {
            count: number;
            items: components["schemas"]["PassRateRow"][];
            /** @description of count, what the limit left off */
            left_off: number;
        };
        Movers: {
            /** @description null when there is no round yet */
            campaign: string | null;
            /** @description left out when there is no round before, or it was about another kind: then all lists are empty */
            compared_with?: components["schemas"]["ComparedCampaign"];
            /**
             * Format: date-time
             * @description when what is counted of the newer round changed last
             */
            counted_until: string | null;
            /** @description rows whose rate fell, the largest change first */
            down: components["schemas"]["MoverRows"];
            group_by: components["schemas"]["Group"];
            /**
             * @description null when the table shows both kinds
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /**
             * @description of the rows that are regions; null for the level directly below the campaign's region
             * @enum {string|null}
             */
            level: "nation" | "province" | "prefecture" | "county" | null;
            /** @description targets that fail and had passed, by region */
            newly_failed: components["schemas"]["TurnedTargets"];
            /** @description targets that pass and had failed, by region */
            recovered: components["schemas"]["TurnedTargets"];
            total: components["schemas"]["PassRateTotal"];
            /** @description rows with the same rate in both rounds */
            unchanged: number;
            /** @description rows without a rate in one of the rounds */
            unrated: number;
            /** @description rows whose rate rose, the largest change first */
            up: components["schemas"]["MoverRows"];
        };
        /** @enum {string} */
        MustInclude: "portals" | "last_failures" | "new_since_last";
        NewReportRequest: {
            /** @description code of the campaign, of results */
            campaign?: string;
            /** @description results of a campaign, the register of sites or of accounts, or what has to be filed */
            kind: components["schemas"]["ReportKind"];
            /** @description the area of the rows; the caller's own when empty */
            region_code?: string;
            /**
             * @description of filings: provincial or national; provincial when empty
             * @enum {string}
             */
            register?: "national" | "provincial" | "";
        };
        NewSelfCheckRequest: {
            /** Format: int64 */
            account_id?: number | null;
            account_name?: string;
            /** @description code of a round: its catalogue, its pass line and what it scores; without one those in force on the day */
            campaign?: string;
            /**
             * Format: date
             * @description today when null
             */
            checked_on?: string | null;
            /** @description at most 200; none is a clean result */
            findings: components["schemas"]["SelfFindingRequest"][];
            note?: string;
            /**
             * @description names an account, together with account_name
             * @enum {string}
             */
            platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            site_code?: string;
            /**
             * Format: int64
             * @description names a site; or give account_id, site_code, or platform and account_name
             */
            site_id?: number | null;
        };
        NewToken: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** @description networks the key is taken from, in their canonical form; any when empty */
            cidrs: string[];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description null for no end
             */
            expires_at: string | null;
            /** Format: int64 */
            id: number;
            /**
             * Format: date-time
             * @description to the minute; null when it was never used
             */
            last_used_at: string | null;
            /** @description address of the last use */
            last_used_source: string;
            name: string;
            /** @description first characters of the key, to recognize it by; empty for a short key of the operator's own */
            prefix: string;
            /**
             * Format: date-time
             * @description until when the key before the last rotation is taken; null when there is none
             */
            previous_until: string | null;
            /** @description everything under a code prefix, or all */
            region_code: string;
            /** Format: date-time */
            revoked_at: string | null;
            role: components["schemas"]["Role"];
            /** @description permissions that narrow the role; empty is all of the role, and for an integration register.read and campaigns.read */
            scopes: components["schemas"]["Permission"][];
            state: components["schemas"]["TokenState"];
            /** @description the key itself, shown only now */
            token: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag; being used is no change
             */
            version: number;
        };
        NewUserRequest: {
            display_name?: string;
            /** @description what is typed at the login; compared without case, width and spaces */
            name: string;
            /**
             * Format: int64
             * @description of unit staff, for nobody else
             */
            organization_id?: number | null;
            /** @description 12 to 128 characters, nothing common or easily guessed; the user changes it at the first login */
            password: string;
            /** @description code prefix of what is seen, or all; unit staff may leave it out, theirs is the region of their organization */
            region_code?: string;
            role: components["schemas"]["Role"];
            /** @description narrows the role to these permissions; all of the role when empty, which integration may not leave it */
            scopes?: components["schemas"]["Permission"][];
        };
        NewWebhook: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            description: string;
            /**
             * Format: date-time
             * @description since when every call has failed; null when the last one was taken
             */
            failing_since: string | null;
            /**
             * @description why it was disabled, empty for one that is not
             * @enum {string}
             */
            fault: "" | "gone" | "failing" | "changes_expired";
            /** Format: int64 */
            id: number;
            /** @description all when empty */
            kinds: string[];
            /**
             * Format: date-time
             * @description until when the secret before the last rotation signs too; null when it does not
             */
            old_secret_until: string | null;
            region_code: string;
            /** @description key of the signatures, shown only now */
            secret: string;
            state: components["schemas"]["WebhookState"];
            /** @description place in the feed up to which its deliveries were made */
            told_cursor: string;
            /** @description all when empty */
            types: string[];
            /** Format: date-time */
            updated_at: string;
            url: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        Organization: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            credit_code: string;
            dissolve_reason: string;
            /** Format: date */
            dissolved_on: string | null;
            /** @description names before the one in force, the oldest first */
            former_names: string[];
            /** Format: int64 */
            id: number;
            /**
             * Format: int64
             * @description id of its successor; null unless it was merged
             */
            merged_into: number | null;
            name: string;
            /** Format: int64 */
            parent_id: number | null;
            provides_services: boolean;
            region_code: string;
            short_name: string;
            state: components["schemas"]["OrganizationState"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        OrganizationList: {
            items: components["schemas"]["Organization"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        OrganizationPatch: {
            /** @description 统一社会信用代码, checked after GB 32100 */
            credit_code?: string;
            name?: string;
            /**
             * Format: int64
             * @description id of the organization it belongs to
             */
            parent_id?: number | null;
            /** @description false leaves 办事服务 out of the score of its sites; true when left out */
            provides_services?: boolean;
            /** @description fixed after creation */
            region_code?: string;
            short_name?: string;
        };
        OrganizationRequest: {
            /** @description 统一社会信用代码, checked after GB 32100 */
            credit_code?: string;
            name: string;
            /**
             * Format: int64
             * @description id of the organization it belongs to
             */
            parent_id?: number | null;
            /** @description false leaves 办事服务 out of the score of its sites; true when left out */
            provides_services?: boolean;
            /** @description fixed after creation */
            region_code: string;
            short_name?: string;
        };
        /** @enum {string} */
        OrganizationState: "active" | "merged" | "dissolved";
        /** @enum {string} */
        Outcome: "create" | "update" | "unchanged" | "conflict" | "rejected" | "dismissed" | "pending";
        Overview: {
            /** @description of the accounts of the round, by region, against the round before; left out without accounts */
            accounts?: components["schemas"]["PassRates"];
            /** @description targets that failed in the newest finished round and in the round before, or longer */
            consecutive_failures: components["schemas"]["OverviewFailing"];
            findings: components["schemas"]["OverviewFindings"];
            /** @description what was found most often in the round, five at most */
            indicators: components["schemas"]["OverviewIndicator"][];
            /** @description left out for who may not read the register */
            register?: components["schemas"]["OverviewRegister"];
            /** @description the newest round, or the one that was asked for; left out when there is none */
            round?: components["schemas"]["OverviewRound"];
            /** @description of the sites of the round, by region, against the round before; left out without sites */
            sites?: components["schemas"]["PassRates"];
            /**
             * Format: date
             * @description what is due and late is told on this day
             */
            today: string | null;
            /** @description up to the round, eight at most, by kind; left out when there is no round */
            trend?: components["schemas"]["Trend"];
        };
        OverviewFailing: {
            /** @description code of the newest finished round; null when there is none */
            as_of_campaign: string | null;
            targets: number;
        };
        OverviewFindings: {
            /**
             * Format: int64
             * @description due today or within two days
             */
            due_within_2_days: number;
            /** Format: int64 */
            open: number;
            /** Format: int64 */
            overdue: number;
        };
        OverviewIndicator: {
            /** Format: int64 */
            findings: number;
            /** @description code of the indicator; empty for an observation */
            indicator: string;
            name: string;
            /** Format: int64 */
            occurrences: number;
            part: components["schemas"]["Part"];
            /**
             * Format: int64
             * @description targets at which it was found
             */
            targets: number;
        };
        OverviewPlatform: {
            /** Format: int64 */
            accounts: number;
            key: components["schemas"]["Platform"];
            label: string;
        };
        OverviewRegister: {
            accounts: components["schemas"]["OverviewPlatform"][];
            /**
             * Format: int64
             * @description duties to file in an upper register whose day has passed
             */
            filings_late: number;
            /** Format: int64 */
            sites: number;
        };
        OverviewRound: {
            campaign: string;
            /** Format: int64 */
            confirmed: number;
            /**
             * Format: int64
             * @description what keeps the campaign from closing no more: waived, and confirmed where results are reviewed, else submitted
             */
            done: number;
            done_text: string;
            /**
             * Format: int64
             * @description of the pending and returned ones, those for which somebody has begun a draft; null for unit staff
             */
            drafted: number | null;
            /** Format: date */
            monitoring_date: string | null;
            /** Format: int64 */
            pending: number;
            /** Format: int64 */
            returned: number;
            round_label: string;
            state: components["schemas"]["CampaignState"];
            /** Format: int64 */
            submitted: number;
            /** Format: int64 */
            targets: number;
            title: string;
            /** Format: int64 */
            waived: number;
            /**
             * Format: int64
             * @description waivers that wait for a second person
             */
            waiving: number;
            year: number;
        };
        /** @enum {string} */
        Part: "veto" | "deduction" | "bonus" | "observation";
        PassRateCell: {
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description passed and failed
             */
            inspected: number;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            pending: number;
            /**
             * Format: double
             * @description passed ÷ inspected, unrounded; null when nothing was inspected
             */
            rate: number | null;
            /** @description as printed by the rules of the campaign; — when nothing was inspected */
            rate_text: string;
            /**
             * Format: int64
             * @description targets drawn
             */
            targets: number;
            /** Format: int64 */
            waived: number;
        };
        PassRateChange: {
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            inspected: number;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            pending: number;
            /**
             * Format: double
             * @description change of the exact rate in percentage points, unrounded; null when one of them is none
             */
            rate_points: number | null;
            /** @description as printed by the rules of the campaign, with its sign; — when one of the rates is none */
            rate_points_text: string;
            /** Format: int64 */
            targets: number;
            /** Format: int64 */
            waived: number;
        };
        PassRateColumn: {
            key: string;
            label: string;
        };
        PassRateRow: {
            /** @description one for each of columns; left out without across */
            cells?: components["schemas"]["PassRateCell"][];
            /** @description against the campaign that is compared with; left out when nothing is compared */
            change?: components["schemas"]["PassRateChange"];
            /** @description targets ÷ registered as printed */
            coverage_text: string;
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description passed and failed
             */
            inspected: number;
            key: string;
            label: string;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            pending: number;
            /** @description counts in the campaign that is compared with; left out when nothing is compared */
            previous?: components["schemas"]["PassRateCell"];
            /**
             * Format: double
             * @description passed ÷ inspected, unrounded; null when nothing was inspected
             */
            rate: number | null;
            /** @description as printed by the rules of the campaign; — when nothing was inspected */
            rate_text: string;
            /**
             * Format: int64
             * @description in use when the targets were drawn, and what was added later: the targets and what was not drawn
             */
            registered: number;
            /**
             * Format: int64
             * @description targets drawn
             */
            targets: number;
            /** Format: int64 */
            waived: number;
        };
        PassRateTotal: {
            /** @description one for each of columns; left out without across */
            cells?: components["schemas"]["PassRateCell"][];
            /** @description against the campaign that is compared with; left out when nothing is compared */
            change?: components["schemas"]["PassRateChange"];
            /** @description targets ÷ registered as printed */
            coverage_text: string;
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description passed and failed
             */
            inspected: number;
            label: string;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            pending: number;
            /** @description counts in the campaign that is compared with; left out when nothing is compared */
            previous?: components["schemas"]["PassRateCell"];
            /**
             * Format: double
             * @description passed ÷ inspected, unrounded; null when nothing was inspected
             */
            rate: number | null;
            /** @description as printed by the rules of the campaign; — when nothing was inspected */
            rate_text: string;
            /**
             * Format: int64
             * @description in use when the targets were drawn, and what was added later: the targets and what was not drawn
             */
            registered: number;
            /**
             * Format: int64
             * @description targets drawn
             */
            targets: number;
            /** Format: int64 */
            waived: number;
        };
        PassRates: {
            /** @description what the columns are grouped by; left out for a table with one dimension */
            across?: components["schemas"]["Group"];
            /**
             * Format: date-time
             * @description the moment for which it was asked; left out for now
             */
            as_of?: string;
            campaign: string;
            /** @description of cells, in their order; left out without across */
            columns?: components["schemas"]["PassRateColumn"][];
            /** @description the campaign that previous and change are about; left out when nothing is compared */
            compared_with?: components["schemas"]["ComparedCampaign"];
            /**
             * Format: date-time
             * @description when what is counted changed last: the figures are those of every result until then; null when nothing was drawn
             */
            counted_until: string | null;
            group_by: components["schemas"]["Group"];
            items: components["schemas"]["PassRateRow"][];
            /**
             * @description null when the table shows both kinds
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /** @description of the rows that are regions; left out for the level directly below the campaign's region */
            level?: components["schemas"]["Level"];
            total: components["schemas"]["PassRateTotal"];
        };
        Passage: {
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            id: number;
            region_code: string;
            text: string;
            title: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
        };
        PassagePatch: {
            /** @description the area whose office keeps it */
            region_code?: string;
            text?: string;
            title?: string;
        };
        PassageRequest: {
            /** @description the area whose office keeps it */
            region_code: string;
            text: string;
            title: string;
        };
        Passages: {
            items: components["schemas"]["Passage"][];
        };
        PasswordChangeRequest: {
            current_password: string;
            /** @description 12 to 128 characters, nothing common or easily guessed */
            new_password: string;
        };
        /** @enum {string} */
        Permission: "public" | "account.own" | "register.read" | "register.write" | "regions.write" | "contacts.list" | "contacts.read" | "contacts.write" | "campaigns.read" | "campaigns.manage" | "catalogues.manage" | "results.submit" | "results.review" | "rectification.submit" | "rectification.review" | "measures.record" | "evidence.write" | "self_checks.write" | "bulletins.write" | "users.manage" | "tokens.manage" | "security.manage" | "audit.read" | "changes.read" | "province.read" | "province.report" | "province.confirm" | "webhooks.manage" | "files.take";
        /** @enum {string} */
        PieceState: "waiting" | "taken" | "answered";
        /** @enum {string} */
        Platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other";
        PlatformIDRequest: {
            platform_account_id: string;
            reason: string;
        };
        Probe: {
            status: string;
        };
        Problem: {
            /** @description stable, for programs */
            code: string;
            /** @description what went wrong, for people, in the language of Accept-Language */
            detail: string;
            /** @description what is wrong with single fields */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description this one occurrence */
            instance: string;
            /** @description where the way out begins, for a few codes */
            link?: string;
            /** @description to be named when the problem is reported */
            request_id: string;
            /** @description the HTTP status */
            status: number;
            /** @description the same for every problem of the status */
            title: string;
            /** @description identifies the kind of problem */
            type: string;
        };
        Progress: {
            campaign: string;
            group_by: components["schemas"]["ProgressGroup"];
            items: components["schemas"]["ProgressRow"][];
            /** @enum {string|null} */
            kind: "site" | "account" | null;
            total: components["schemas"]["ProgressTotal"];
        };
        /** @enum {string} */
        ProgressGroup: "region" | "inspector";
        ProgressRow: {
            /** Format: int64 */
            confirmed: number;
            /**
             * Format: int64
             * @description what keeps the campaign from closing no more: waived, and confirmed where results are reviewed, else submitted
             */
            done: number;
            done_text: string;
            /**
             * Format: int64
             * @description of the pending and returned ones, those for which somebody has begun a draft; null for unit staff
             */
            drafted: number | null;
            /** @description code of the region, or id of the inspector; empty for the targets of nobody */
            key: string;
            label: string;
            /** Format: int64 */
            pending: number;
            /** Format: int64 */
            returned: number;
            /** Format: int64 */
            submitted: number;
            /** Format: int64 */
            targets: number;
            /** Format: int64 */
            waived: number;
            /**
             * Format: int64
             * @description waivers that wait for a second person
             */
            waiving: number;
        };
        ProgressTotal: {
            /** Format: int64 */
            confirmed: number;
            /**
             * Format: int64
             * @description what keeps the campaign from closing no more: waived, and confirmed where results are reviewed, else submitted
             */
            done: number;
            done_text: string;
            /**
             * Format: int64
             * @description of the pending and returned ones, those for which somebody has begun a draft; null for unit staff
             */
            drafted: number | null;
            label: string;
            /** Format: int64 */
            pending: number;
            /** Format: int64 */
            returned: number;
            /** Format: int64 */
            submitted: number;
            /** Format: int64 */
            targets: number;
            /** Format: int64 */
            waived: number;
            /**
             * Format: int64
             * @description waivers that wait for a second person
             */
            waiving: number;
        };
        ProofRequest: {
            /** @description attachments with the purpose proof that show it, at most 50; from now on they can be neither changed nor removed */
            attachment_ids?: number[];
            /** @description what was done about it */
            done: string;
        };
        PullRequest: {
            /** @description sites or accounts */
            kind: components["schemas"]["Subject"];
            /** @description the area that is compared; the caller's own when empty */
            region_code?: string;
            /** @description whose list it is: provincial or national; of accounts the provincial one when empty */
            register?: components["schemas"]["UpperRegister"];
        };
        /** @enum {string} */
        Purpose: "evidence" | "proof";
        ReasonRequest: {
            /**
             * Format: date
             * @description since which day, kept when something closes or is dissolved; today when null
             */
            on?: string | null;
            /** @description why, for whoever reads the history */
            reason: string;
        };
        Receipt: {
            name: string;
            number: number;
            /** @description that the system above gave */
            receipt_number: string;
            /** Format: date-time */
            received_at: string;
            result: components["schemas"]["ReportRowState"];
            /** @description by which the system above knows the row */
            row: string;
            words: string;
        };
        ReceiptList: {
            items: components["schemas"]["Receipt"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ReceiptOutcome: {
            /** @description of the file */
            line: number;
            /** @description why it was refused; null when it was not */
            problem: {
                /** @description stable, for programs */
                code: string;
                /** @description what went wrong, for people, in the language of Accept-Language */
                detail: string;
                /** @description what is wrong with single fields */
                errors?: components["schemas"]["FieldProblem"][];
                /** @description this one occurrence */
                instance: string;
                /** @description where the way out begins, for a few codes */
                link?: string;
                /** @description to be named when the problem is reported */
                request_id: string;
                /** @description the HTTP status */
                status: number;
                /** @description the same for every problem of the status */
                title: string;
                /** @description identifies the kind of problem */
                type: string;
            } | null;
            /** @description whether it was kept just now */
            recorded: boolean;
            row: string;
        };
        ReceiptsResult: {
            /** @description in the order of the file; lines without a result say nothing yet and are left out */
            items: components["schemas"]["ReceiptOutcome"][];
            /** @description lines that were kept */
            recorded: number;
            refused: number;
            /** @description lines that were kept before */
            unchanged: number;
        };
        Recheck: {
            /** Format: double */
            bonus_score: number | null;
            /** Format: double */
            deducted_score: number | null;
            explanation: components["schemas"]["ExplanationLine"][];
            /** Format: double */
            final_score: number | null;
            findings: components["schemas"]["FindingRequest"][];
            /** Format: int64 */
            id: number;
            note: string;
            /** @description running number for the target, from 1 */
            number: number;
            /** @description revision of the result that was looked at again */
            revision: number;
            /** Format: date-time */
            submitted_at: string;
            submitted_by: string;
            /** @enum {unknown} */
            verdict: "pass" | "fail";
        };
        Rechecks: {
            /** @description the newest first */
            items: components["schemas"]["Recheck"][];
        };
        Reconciliation: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** @description columns of their list; others are not compared */
            columns: string[];
            counts: components["schemas"]["ReconciliationCounts"];
            /** Format: date-time */
            created_at: string;
            /** @description why the list could not be had so far */
            failure: string;
            file_name: string;
            /** Format: int64 */
            id: number;
            /** @description headers of the file that were not recognized and were left out */
            ignored_columns: string[];
            kind: components["schemas"]["Subject"];
            made_by: string;
            region: string;
            register: components["schemas"]["UpperRegister"];
            /** @description of the bytes of the file, hexadecimal; empty for a list that was fetched */
            sha256: string;
            source: components["schemas"]["ReconciliationSource"];
            state: components["schemas"]["ReconciliationState"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ReconciliationCounts: {
            differs: number;
            /** @description rows of theirs that cannot be compared */
            faulty: number;
            only_here: number;
            only_there: number;
            /** @description rows that wait to be settled */
            open: number;
            same: number;
        };
        ReconciliationList: {
            items: components["schemas"]["Reconciliation"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ReconciliationRow: {
            /** Format: int64 */
            account_id: number | null;
            /** @description how it may be settled */
            allowed_actions: string[];
            comparison: components["schemas"]["Comparison"];
            differences: components["schemas"]["Difference"][];
            /**
             * Format: int64
             * @description the duty to file that was opened
             */
            filing_id: number | null;
            kind: components["schemas"]["Subject"];
            /** @description of theirs in their list; 0 when it is only here */
            line: number;
            name: string;
            /** @description of the row, from 1 */
            number: number;
            /** @description by field; empty when it is only there */
            ours: {
                [key: string]: string;
            };
            /** @description what is wrong with theirs */
            problems: components["schemas"]["RowProblem"][];
            reason: string;
            region_code: string;
            /** Format: date-time */
            settled_at: string | null;
            settled_by: string;
            /** @enum {string} */
            settlement: "take-theirs" | "keep-ours" | "open-filing" | "compared again, it differs" | "compared again, both say the same" | "";
            /** Format: int64 */
            site_id: number | null;
            state: components["schemas"]["SettledState"];
            /** @description by field; empty when it is only here */
            theirs: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        ReconciliationRowList: {
            items: components["schemas"]["ReconciliationRow"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        ReconciliationSource: "file" | "province";
        /** @enum {string} */
        ReconciliationState: "pulling" | "failed" | "open" | "settled";
        RectificationFigureCell: {
            /** Format: int64 */
            accepted: number;
            /** @description accepted ÷ found as printed */
            accepted_text: string;
            /** Format: int64 */
            exempted: number;
            /** Format: int64 */
            found: number;
            /**
             * Format: int64
             * @description of the accepted: with proof by the due day
             */
            in_time: number;
            /**
             * Format: int64
             * @description of the accepted: with proof after the due day
             */
            late: number;
            /**
             * Format: double
             * @description from the finding to its acceptance; null when nothing was accepted
             */
            median_days: number | null;
            /**
             * Format: int64
             * @description not put right yet, without proof that waits
             */
            open: number;
            /**
             * Format: int64
             * @description of the open: the due day has passed
             */
            overdue: number;
            /**
             * Format: int64
             * @description with proof that waits for its review
             */
            submitted: number;
        };
        RectificationFigureRow: {
            /** Format: int64 */
            accepted: number;
            /** @description accepted ÷ found as printed */
            accepted_text: string;
            /** Format: int64 */
            exempted: number;
            /** Format: int64 */
            found: number;
            /**
             * Format: int64
             * @description of the accepted: with proof by the due day
             */
            in_time: number;
            key: string;
            label: string;
            /**
             * Format: int64
             * @description of the accepted: with proof after the due day
             */
            late: number;
            /**
             * Format: double
             * @description from the finding to its acceptance; null when nothing was accepted
             */
            median_days: number | null;
            /**
             * Format: int64
             * @description not put right yet, without proof that waits
             */
            open: number;
            /**
             * Format: int64
             * @description of the open: the due day has passed
             */
            overdue: number;
            /**
             * Format: int64
             * @description with proof that waits for its review
             */
            submitted: number;
        };
        RectificationFigureTotal: {
            /** Format: int64 */
            accepted: number;
            /** @description accepted ÷ found as printed */
            accepted_text: string;
            /** Format: int64 */
            exempted: number;
            /** Format: int64 */
            found: number;
            /**
             * Format: int64
             * @description of the accepted: with proof by the due day
             */
            in_time: number;
            label: string;
            /**
             * Format: int64
             * @description of the accepted: with proof after the due day
             */
            late: number;
            /**
             * Format: double
             * @description from the finding to its acceptance; null when nothing was accepted
             */
            median_days: number | null;
            /**
             * Format: int64
             * @description not put right yet, without proof that waits
             */
            open: number;
            /**
             * Format: int64
             * @description of the open: the due day has passed
             */
            overdue: number;
            /**
             * Format: int64
             * @description with proof that waits for its review
             */
            submitted: number;
        };
        RectificationFigures: {
            /** @description null when there is no round yet */
            campaign: string | null;
            items: components["schemas"]["RectificationFigureRow"][];
            /**
             * @description null for both
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /**
             * Format: date
             * @description the day on which overdue is told
             */
            today: string | null;
            total: components["schemas"]["RectificationFigureTotal"];
        };
        Region: {
            allowed_actions: string[];
            code: string;
            /** Format: date-time */
            created_at: string;
            direct_label: string;
            level: components["schemas"]["Level"];
            name: string;
            short_name: string;
            sort_order: number;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change
             */
            version: number;
        };
        RegionAssignmentRequest: {
            region_code: string;
            /** Format: int64 */
            user_id: number;
        };
        RegionList: {
            items: components["schemas"]["Region"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        RegionPatch: {
            /** @description GB/T 2260: two digits for a province, six for a prefecture or a county */
            code?: string;
            /** @description how the units directly under it are called in tables, such as 州直 */
            direct_label?: string;
            /** @description full name */
            name?: string;
            /** @description name in headlines; the full name when empty */
            short_name?: string;
            /** @description place among its siblings; 0 sorts by code */
            sort_order?: number;
        };
        RegionRequest: {
            /** @description GB/T 2260: two digits for a province, six for a prefecture or a county */
            code: string;
            /** @description how the units directly under it are called in tables, such as 州直 */
            direct_label?: string;
            /** @description full name */
            name: string;
            /** @description name in headlines; the full name when empty */
            short_name?: string;
            /** @description place among its siblings; 0 sorts by code */
            sort_order?: number;
        };
        RenameRequest: {
            name: string;
            /**
             * Format: date
             * @description from which day the name counts; today when null
             */
            on?: string | null;
            reason: string;
            /** @description the old one stays when it is left out */
            short_name?: string;
        };
        ReplayRequest: {
            /** @description cursor of the feed after which everything is told again, or now for nothing */
            after: string;
        };
        Report: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            campaign: string;
            confirmed_by: string;
            counts: components["schemas"]["ReportCounts"];
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            id: number;
            /** @description by which the system above knows the rows, with the number of the row after it */
            key: string;
            kind: components["schemas"]["ReportKind"];
            made_by: string;
            /** @description how far each request has come; empty in lists */
            pieces: components["schemas"]["ReportPiece"][];
            region: string;
            /** @enum {string} */
            register: "national" | "provincial" | "";
            return_reason: string;
            state: components["schemas"]["ReportState"];
            /** Format: date-time */
            taken_at: string;
            taken_by: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
            way: components["schemas"]["ReportWay"];
        };
        ReportCounts: {
            accepted: number;
            /** @description rows that lack something */
            excluded: number;
            /** @description rows that are sent */
            ready: number;
            refused: number;
            rows: number;
            /** @description rows without a receipt */
            waiting: number;
        };
        ReportGap: {
            /** @description stable, for programs */
            code: string;
            column: string;
            /** @description for people */
            detail: string;
            /** @description of what lacks it */
            link: string;
        };
        /** @enum {string} */
        ReportKind: "results" | "sites" | "accounts" | "filings";
        ReportList: {
            items: components["schemas"]["Report"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        ReportPiece: {
            attempts: number;
            /** @description under which it is sent, however often */
            key: string;
            /** @description why the last try came to nothing */
            last_error: string;
            /** Format: date-time */
            next_try_at: string | null;
            number: number;
            rows: number;
            sha256: string;
            state: components["schemas"]["PieceState"];
        };
        ReportPreview: {
            /** @description exactly what is sent, where it is text */
            body: string;
            /** @description exactly what is sent, where it is not */
            body_base64: string;
            bytes: number;
            /** @description without the signature; … stands for what is known when it is sent */
            headers: components["schemas"]["Header"][];
            media_type: string;
            /** @description POST, or empty for files */
            method: string;
            piece: number;
            pieces: number;
            sha256: string;
            /** @description address, or name of the file */
            target: string;
        };
        ReportRow: {
            /** Format: int64 */
            account_id: number | null;
            /** @description as it is sent */
            content: Record<string, never>;
            /** Format: int64 */
            filing_id: number | null;
            /** Format: int64 */
            inspection_id: number | null;
            kind: components["schemas"]["Subject"];
            /** @description what keeps it from being sent */
            missing: components["schemas"]["ReportGap"][];
            name: string;
            /** @description of the row, from 1 */
            number: number;
            /** Format: int64 */
            organization_id: number;
            /** @description in which it is sent; 0 when it is not */
            piece: number;
            /** @description that the system above gave */
            receipt_number: string;
            /** @description of the system above */
            receipt_words: string;
            /** Format: date-time */
            received_at: string | null;
            region_code: string;
            /** Format: int64 */
            site_id: number | null;
            state: components["schemas"]["ReportRowState"];
        };
        ReportRowList: {
            items: components["schemas"]["ReportRow"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        /** @enum {string} */
        ReportRowState: "ready" | "excluded" | "accepted" | "refused";
        /** @enum {string} */
        ReportState: "draft" | "returned" | "confirmed" | "sending" | "sent" | "done" | "cancelled";
        /** @enum {string} */
        ReportWay: "https" | "folder" | "hand";
        Review: {
            action: components["schemas"]["InspectionVerb"];
            /** @description remark of whoever returned it, or why the target is waived */
            reason: string;
            /** Format: date-time */
            reviewed_at: string;
            reviewed_by: string;
        };
        Revision: {
            /** Format: double */
            bonus_score: number | null;
            /** Format: double */
            deducted_score: number | null;
            explanation: components["schemas"]["ExplanationLine"][];
            /** Format: double */
            final_score: number | null;
            findings: components["schemas"]["Finding"][];
            note: string;
            /** @description what was decided about it, the oldest first */
            reviews: components["schemas"]["Review"][];
            revision: number;
            /** Format: date-time */
            submitted_at: string;
            submitted_by: string;
            verdict: components["schemas"]["Verdict"];
        };
        RevisionComparison: {
            /** @description only in to */
            added: components["schemas"]["Finding"][];
            /** @description in both, and not the same */
            changed: components["schemas"]["ChangedFinding"][];
            from: components["schemas"]["ComparedRevision"];
            note_changed: boolean;
            /** @description only in from */
            removed: components["schemas"]["Finding"][];
            score_changed: boolean;
            to: components["schemas"]["ComparedRevision"];
            /** @description findings that are the same in both */
            unchanged: number;
            verdict_changed: boolean;
        };
        Revisions: {
            /** @description the newest first */
            items: components["schemas"]["Revision"][];
            /** @description what was decided while there was no result, the oldest first */
            waivers: components["schemas"]["Review"][];
        };
        /** @enum {string} */
        Role: "admin" | "county_admin" | "inspector" | "reviewer" | "unit_staff" | "viewer" | "auditor" | "integration";
        /** @enum {string} */
        Rounding: "half_up" | "truncate";
        RowProblem: {
            /** @description stable, for programs */
            code: string;
            /** @description field of the column, as in values */
            column: string;
            /** @description for people */
            detail: string;
            /** @description a value that would be taken; applied only when it is accepted */
            suggestion?: string;
            /** @description a warning does not keep the row out */
            warning: boolean;
        };
        SSO: {
            /** @description where to send the browser */
            authorize_url: string;
            /**
             * Format: date-time
             * @description when it must have come back
             */
            expires_at: string;
            /** @description to be kept in the browser that began, and sent with what comes back; shown only now */
            proof: string;
            /** @description the provider sends it back */
            state: string;
        };
        SSOCallbackRequest: {
            /** @description as the provider sent it to the page of the front end */
            code: string;
            /** @description as the browser has kept it */
            proof: string;
            /** @description as the provider sent it to the page of the front end */
            state: string;
        };
        Sampling: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            campaign: string;
            coverage: components["schemas"]["Coverage"];
            /** @description things left out, as far as the caller sees them */
            exclude: components["schemas"]["SamplingThing"][];
            /** @description things named to be drawn, as far as the caller sees them */
            include: components["schemas"]["SamplingThing"][];
            /** @description least number of each stratum */
            minimum: number;
            must_include: components["schemas"]["MustInclude"][];
            /**
             * Format: double
             * @description per cent of each stratum
             */
            ratio: number;
            /** @description what the lots are drawn with; empty unless it is a sample */
            seed: string;
            /**
             * Format: int64
             * @description that of the campaign, also the ETag: who opens the campaign by it has seen this plan
             */
            version: number;
        };
        SamplingRequest: {
            /** @description full takes everything in use, sample a part of each stratum, listed what include names and nothing else */
            coverage: components["schemas"]["Coverage"];
            /** @description things that are left out, each with a reason; at most 5,000 */
            exclude?: components["schemas"]["ExclusionRequest"][];
            /** @description things that are drawn whatever the lot says; at most 5,000 */
            include?: components["schemas"]["ThingRequest"][];
            /** @description least number of each stratum, all of it where it has fewer; of a sample only */
            minimum?: number;
            /** @description what is drawn whatever the lot says; of a sample only */
            must_include?: components["schemas"]["MustInclude"][];
            /**
             * Format: double
             * @description of each stratum (county, kind and platform), in per cent, rounded up to whole targets; of a sample only
             */
            ratio?: number;
            /** @description what the lots are drawn with; when it is left out the one that stands is kept, or one is made */
            seed?: string;
        };
        SamplingThing: {
            /** Format: int64 */
            account_id: number | null;
            /** @description site code, or the permanent id of an account */
            code: string;
            kind: components["schemas"]["Subject"];
            name: string;
            /** @enum {string} */
            platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /** @description why it is left out; empty for what is drawn */
            reason: string;
            /** Format: int64 */
            site_id: number | null;
        };
        ScoreBand: {
            key: string;
            label: string;
            /** Format: int64 */
            targets: number;
        };
        ScoreDistribution: {
            campaign: string;
            /** Format: double */
            highest: number | null;
            /** @description from the lowest up; the upper end of a band belongs to the next one */
            items: components["schemas"]["ScoreBand"][];
            /**
             * @description null for both
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /** Format: double */
            lowest: number | null;
            /** Format: double */
            median: number | null;
            /**
             * Format: int64
             * @description targets with a score
             */
            scored: number;
        };
        /** @enum {string} */
        ScoredKind: "portal" | "site" | "account";
        SecuritySettings: {
            /** @description days after which a password has to be changed; 0 for never */
            password_days: number;
            /** @description roles whose users need a second factor */
            totp_roles: components["schemas"]["Role"][];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        SecuritySettingsRequest: {
            /** @description days after which a password has to be changed, counted from its last change; 0 for never */
            password_days?: number;
            /** @description roles whose users need a second factor; without one they get no further than to setting it up */
            totp_roles?: components["schemas"]["Role"][];
        };
        SelfCheck: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: double */
            bonus_score: number | null;
            /** @description round that it prepares for or is compared with; empty for none */
            campaign: string;
            /**
             * Format: int64
             * @description catalogue that it was judged by
             */
            catalogue: number;
            /** @description who made it */
            checked_by: string;
            /** Format: date */
            checked_on: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: double
             * @description points after deductions; null where no score is computed
             */
            deducted_score: number | null;
            /** @description how the verdict follows from the findings, line by line */
            explanation: components["schemas"]["ExplanationLine"][];
            /**
             * Format: double
             * @description deducted and bonus together
             */
            final_score: number | null;
            findings: components["schemas"]["SelfFinding"][];
            /**
             * Format: date-time
             * @description null for a draft
             */
            finished_at: string | null;
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["Subject"];
            note: string;
            /**
             * Format: double
             * @description pass line that it was judged by
             */
            pass_line: number;
            /** @enum {unknown} */
            state: "draft" | "finished";
            /** @description as it stood when the self-check was made */
            target: components["schemas"]["Target"];
            /** Format: date-time */
            updated_at: string;
            verdict: components["schemas"]["Verdict"];
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        SelfCheckBatchRequest: {
            /**
             * Format: date
             * @description of all items; today when null
             */
            checked_on?: string | null;
            /** @description shows them to those above at once, instead of leaving drafts */
            finish?: boolean;
            /** @description 1 to 1,000 */
            items: components["schemas"]["SelfCheckItemRequest"][];
        };
        SelfCheckBatchResponse: {
            /** @description items taken */
            accepted: number;
            /** @description in the order of the request */
            items: components["schemas"]["SelfCheckItemResponse"][];
            /** @description items refused */
            refused: number;
        };
        SelfCheckComparison: {
            campaign: string;
            items: components["schemas"]["ComparisonRow"][];
            totals: components["schemas"]["ComparisonTotals"];
        };
        SelfCheckComparisonOfOne: {
            /** @enum {unknown} */
            agreement: "same" | "self_passed" | "self_failed" | "no_result";
            campaign: string;
            /** @description by the code of the indicator; observations are left out */
            indicators: components["schemas"]["IndicatorDifference"][];
            /** @description the inspection of the thing in the campaign; null when the thing is no target there that the caller sees */
            official: {
                /** @description what the caller may do with it now; nothing unless the campaign is open */
                allowed_actions: string[];
                assigned_name: string;
                /**
                 * Format: int64
                 * @description id of the user who inspects the target; null for whoever does in its region
                 */
                assigned_to: number | null;
                /** Format: double */
                bonus_score: number | null;
                campaign: string;
                /** Format: date-time */
                created_at: string;
                /**
                 * Format: double
                 * @description points after deductions; null where no score is computed
                 */
                deducted_score: number | null;
                /** @description why it is a target: full, listed, portal, last_failure, new, sampled or added */
                drawn_as: components["schemas"]["DrawOutcome"];
                /** @description why it was added to the open campaign; empty otherwise */
                drawn_reason: string;
                /** @description how the verdict follows from the findings, line by line */
                explanation: components["schemas"]["ExplanationLine"][];
                /**
                 * Format: double
                 * @description deducted and bonus together
                 */
                final_score: number | null;
                findings: components["schemas"]["Finding"][];
                /** Format: int64 */
                id: number;
                kind: components["schemas"]["Subject"];
                note: string;
                /** @description the newest look at the target again since this result; the verdict above stands */
                recheck: {
                    /** Format: double */
                    bonus_score: number | null;
                    /** Format: double */
                    deducted_score: number | null;
                    explanation: components["schemas"]["ExplanationLine"][];
                    /** Format: double */
                    final_score: number | null;
                    findings: components["schemas"]["FindingRequest"][];
                    /** Format: int64 */
                    id: number;
                    note: string;
                    /** @description running number for the target, from 1 */
                    number: number;
                    /** @description revision of the result that was looked at again */
                    revision: number;
                    /** Format: date-time */
                    submitted_at: string;
                    submitted_by: string;
                    /** @enum {unknown} */
                    verdict: "pass" | "fail";
                } | null;
                /** @description what to mend, after the result was returned and until the next submission */
                return_reason: string;
                /** @description number of the newest submission, 0 for none */
                revision: number;
                status: components["schemas"]["InspectionStatus"];
                /** Format: date-time */
                submitted_at: string | null;
                submitted_by: string;
                /** @description as it stood when the campaign opened */
                target: components["schemas"]["Target"];
                /** Format: date-time */
                updated_at: string;
                /**
                 * @description pass, fail, or null while there is no result
                 * @enum {string|null}
                 */
                verdict: "pass" | "fail" | null;
                /**
                 * Format: int64
                 * @description raised by every change, also the ETag
                 */
                version: number;
                waive_reason: string;
            } | null;
            self_check: components["schemas"]["SelfCheck"];
        };
        SelfCheckItemRequest: {
            account_name?: string;
            /** @description at most 200; none is a clean result */
            findings: components["schemas"]["SelfFindingRequest"][];
            note?: string;
            /**
             * @description names an account, together with account_name
             * @enum {string}
             */
            platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /** @description names a site; leave platform and account_name out then */
            site_code?: string;
        };
        SelfCheckItemResponse: {
            /** Format: double */
            final_score: number | null;
            /** @description why the item was refused; null when it was taken */
            problem: {
                /** @description stable, for programs */
                code: string;
                /** @description what went wrong, for people, in the language of Accept-Language */
                detail: string;
                /** @description what is wrong with single fields */
                errors?: components["schemas"]["FieldProblem"][];
                /** @description this one occurrence */
                instance: string;
                /** @description where the way out begins, for a few codes */
                link?: string;
                /** @description to be named when the problem is reported */
                request_id: string;
                /** @description the HTTP status */
                status: number;
                /** @description the same for every problem of the status */
                title: string;
                /** @description identifies the kind of problem */
                type: string;
            } | null;
            /** Format: int64 */
            self_check_id: number | null;
            /**
             * @description pass, fail, or null for a refused item
             * @enum {string|null}
             */
            verdict: "pass" | "fail" | null;
        };
        SelfCheckRequest: {
            /** @description code of a round, empty for none */
            campaign?: string;
            /** Format: date */
            checked_on?: string | null;
            /** @description at most 200, in place of those before */
            findings?: components["schemas"]["SelfFindingRequest"][];
            note?: string;
        };
        /** @enum {string} */
        SelfCheckState: "draft" | "finished";
        SelfCheckSummary: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: double */
            bonus_score: number | null;
            /** @description round that it prepares for or is compared with; empty for none */
            campaign: string;
            /** @description who made it */
            checked_by: string;
            /** Format: date */
            checked_on: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: double
             * @description points after deductions; null where no score is computed
             */
            deducted_score: number | null;
            /**
             * Format: double
             * @description deducted and bonus together
             */
            final_score: number | null;
            /**
             * Format: date-time
             * @description null for a draft
             */
            finished_at: string | null;
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["Subject"];
            /** @enum {unknown} */
            state: "draft" | "finished";
            /** @description as it stood when the self-check was made */
            target: components["schemas"]["Target"];
            /** Format: date-time */
            updated_at: string;
            verdict: components["schemas"]["Verdict"];
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        SelfCheckSummaryList: {
            items: components["schemas"]["SelfCheckSummary"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        SelfFinding: {
            description: string;
            indicator: string;
            location_url: string;
            occurrences: number;
            /** Format: double */
            points: number;
        };
        SelfFindingRequest: {
            description?: string;
            /** @description code in the catalogue; empty makes it an observation, which never changes a verdict */
            indicator?: string;
            location_url?: string;
            /** @description 1 when left out */
            occurrences?: number;
            /**
             * Format: double
             * @description of one occurrence; only where the indicator leaves them open
             */
            points?: number;
        };
        SetPasswordRequest: {
            /** @description 12 to 128 characters, nothing common or easily guessed; the user changes it at the next login */
            password: string;
        };
        SettleItemRequest: {
            action: components["schemas"]["Settlement"];
            /** @description number of the row */
            number: number;
            reason?: string;
            /**
             * Format: int64
             * @description of the row, as it was read
             */
            version: number;
        };
        SettleItemResult: {
            /** @description 0 when it was refused */
            number: number;
            /** @description why it was refused; null when it was settled */
            problem: {
                /** @description stable, for programs */
                code: string;
                /** @description what went wrong, for people, in the language of Accept-Language */
                detail: string;
                /** @description what is wrong with single fields */
                errors?: components["schemas"]["FieldProblem"][];
                /** @description this one occurrence */
                instance: string;
                /** @description where the way out begins, for a few codes */
                link?: string;
                /** @description to be named when the problem is reported */
                request_id: string;
                /** @description the HTTP status */
                status: number;
                /** @description the same for every problem of the status */
                title: string;
                /** @description identifies the kind of problem */
                type: string;
            } | null;
            /**
             * @description null when it was refused
             * @enum {string|null}
             */
            settlement: "take-theirs" | "keep-ours" | "open-filing" | "compared again, it differs" | "compared again, both say the same" | null;
            /**
             * @description null when it was refused
             * @enum {string|null}
             */
            state: "agreed" | "open" | "settled" | null;
            /**
             * Format: int64
             * @description 0 when it was refused
             */
            version: number;
        };
        SettleManyRequest: {
            /** @description 1 to 1,000 */
            items: components["schemas"]["SettleItemRequest"][];
        };
        SettleManyResult: {
            /** @description rows that were settled */
            accepted: number;
            /** @description in the order of the request */
            items: components["schemas"]["SettleItemResult"][];
            refused: number;
        };
        SettleRequest: {
            /** @description take-theirs changes our register, keep-ours needs a reason, open-filing opens the duty to file */
            action: components["schemas"]["Settlement"];
            reason?: string;
        };
        /** @enum {string} */
        SettledState: "agreed" | "open" | "settled";
        /** @enum {string} */
        Settlement: "take-theirs" | "keep-ours" | "open-filing" | "compared again, it differs" | "compared again, both say the same";
        Site: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** @description why it was closed; empty while it is not */
            close_reason: string;
            /** Format: date */
            closed_on: string | null;
            code: string;
            /** Format: date-time */
            created_at: string;
            home_url: string;
            icp_number: string;
            /** Format: int64 */
            id: number;
            is_portal: boolean;
            name: string;
            /** Format: date */
            opened_on: string | null;
            /** Format: int64 */
            organization_id: number;
            public_security_number: string;
            region_code: string;
            state: components["schemas"]["State"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        SiteList: {
            items: components["schemas"]["Site"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        SitePatch: {
            /** @description 网站标识码: ten characters, text and never a number */
            code?: string;
            /** @description http or https */
            home_url?: string;
            icp_number?: string;
            is_portal?: boolean;
            name?: string;
            /** Format: date */
            opened_on?: string | null;
            /** Format: int64 */
            organization_id?: number;
            public_security_number?: string;
            /** @description may be left out: it is that of the organization */
            region_code?: string;
        };
        SiteRequest: {
            /** @description 网站标识码: ten characters, text and never a number */
            code: string;
            /** @description http or https */
            home_url: string;
            icp_number?: string;
            is_portal?: boolean;
            name: string;
            /** Format: date */
            opened_on?: string | null;
            /** Format: int64 */
            organization_id: number;
            public_security_number?: string;
            /** @description may be left out: it is that of the organization */
            region_code?: string;
        };
        /** @enum {string} */
        State: "running" | "temporarily_offline" | "closed";
        StratumRow: {
            /**
             * Format: int64
             * @description added to the open campaign
             */
            added: number;
            /**
             * Format: int64
             * @description targets, the added ones too
             */
            drawn: number;
            /**
             * Format: int64
             * @description left out for a reason
             */
            excluded: number;
            kind: components["schemas"]["Subject"];
            /**
             * @description empty for sites
             * @enum {string}
             */
            platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /**
             * Format: int64
             * @description what the plan asks for
             */
            quota: number;
            region_code: string;
            /**
             * Format: int64
             * @description in use in the area when the targets were drawn, and what was added later
             */
            registered: number;
            /** @description drawn and registered, as printed by the rules of the campaign */
            text: string;
        };
        /** @enum {string} */
        Subject: "site" | "account";
        SubmissionRequest: {
            /** @description at most 200; none is a clean result */
            findings: components["schemas"]["FindingRequest"][];
            note?: string;
        };
        TOTP: {
            /** @description base32, to be typed into an authenticator; shown only now */
            secret: string;
            /** @description the same as an authenticator reads it from a picture */
            uri: string;
        };
        TOTPCodeRequest: {
            /** @description six digits that the authenticator shows */
            code: string;
        };
        TOTPRemovalRequest: {
            /** @description six digits that the authenticator shows */
            code: string;
            password: string;
        };
        Target: {
            /** Format: int64 */
            account_id: number | null;
            /** @description site code, or the permanent id of an account */
            code: string;
            home_url: string;
            is_portal: boolean;
            name: string;
            organization_name: string;
            /** @enum {string} */
            platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            region_code: string;
            /** Format: int64 */
            site_id: number | null;
        };
        TargetAssignmentRequest: {
            /** Format: int64 */
            inspection_id: number;
            /** Format: int64 */
            user_id: number;
        };
        TargetsRequest: {
            /** @description 1 to 1,000 sites and accounts in use in the area of the campaign */
            items: components["schemas"]["ThingRequest"][];
            /** @description why they are added */
            reason: string;
        };
        TemplatePassage: {
            text: string;
            title: string;
        };
        TemplateSection: {
            /** @description gets its number when it is printed */
            heading: string;
            /** @enum {string} */
            key: "superior" | "round" | "problems" | "accountability" | "next";
            /** @description a paragraph each line; a beginning between ** is set off and numbered */
            text?: string;
            /** @description name of a figure without which the section is left out; empty for always */
            when?: string;
        };
        TemplateWords: {
            account_annex: string;
            addressees: string;
            closing?: string;
            copies?: string;
            issuer: string;
            /** @description of a bulletin for which nobody has chosen texts of the library */
            next_steps?: components["schemas"]["TemplatePassage"][];
            preamble?: string;
            sections: components["schemas"]["TemplateSection"][];
            site_annex: string;
            title: string;
        };
        ThingRequest: {
            /**
             * Format: int64
             * @description id of an account
             */
            account_id?: number;
            account_name?: string;
            /**
             * @description platform of an account, together with account_name
             * @enum {string}
             */
            platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            /** @description code of a site */
            site_code?: string;
            /**
             * Format: int64
             * @description id of a site; leave the others out then
             */
            site_id?: number;
        };
        Token: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** @description networks the key is taken from, in their canonical form; any when empty */
            cidrs: string[];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description null for no end
             */
            expires_at: string | null;
            /** Format: int64 */
            id: number;
            /**
             * Format: date-time
             * @description to the minute; null when it was never used
             */
            last_used_at: string | null;
            /** @description address of the last use */
            last_used_source: string;
            name: string;
            /** @description first characters of the key, to recognize it by; empty for a short key of the operator's own */
            prefix: string;
            /**
             * Format: date-time
             * @description until when the key before the last rotation is taken; null when there is none
             */
            previous_until: string | null;
            /** @description everything under a code prefix, or all */
            region_code: string;
            /** Format: date-time */
            revoked_at: string | null;
            role: components["schemas"]["Role"];
            /** @description permissions that narrow the role; empty is all of the role, and for an integration register.read and campaigns.read */
            scopes: components["schemas"]["Permission"][];
            state: components["schemas"]["TokenState"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag; being used is no change
             */
            version: number;
        };
        TokenList: {
            items: components["schemas"]["Token"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        TokenPatch: {
            /** @description networks or addresses the key is taken from, at most 20; any when empty */
            cidrs?: string[];
            /**
             * Format: date-time
             * @description until when it is taken, a time ahead; null for no end
             */
            expires_at?: string | null;
            /** @description what the key is for */
            name?: string;
            /** @description everything under a code prefix, or all; fixed after creation. 422800 is only the units directly under it */
            region_code?: string;
            /**
             * @description fixed after creation; not unit_staff, which belongs to an organization
             * @enum {unknown}
             */
            role?: "admin" | "county_admin" | "inspector" | "reviewer" | "viewer" | "auditor" | "integration";
            /** @description permissions that narrow the role, each one that the role has; fixed after creation. Empty is all of the role; an integration without any only reads register and campaigns */
            scopes?: components["schemas"]["Permission"][];
        };
        TokenRequest: {
            /** @description networks or addresses the key is taken from, at most 20; any when empty */
            cidrs?: string[];
            /**
             * Format: date-time
             * @description until when it is taken, a time ahead; null for no end
             */
            expires_at?: string | null;
            /** @description what the key is for */
            name: string;
            /** @description everything under a code prefix, or all; fixed after creation. 422800 is only the units directly under it */
            region_code: string;
            /**
             * @description fixed after creation; not unit_staff, which belongs to an organization
             * @enum {unknown}
             */
            role: "admin" | "county_admin" | "inspector" | "reviewer" | "viewer" | "auditor" | "integration";
            /** @description permissions that narrow the role, each one that the role has; fixed after creation. Empty is all of the role; an integration without any only reads register and campaigns */
            scopes?: components["schemas"]["Permission"][];
        };
        TokenRotation: {
            /** @description how long the key before is still taken, in hours; 24 when left out, 0 not at all */
            keep_for_hours?: number;
        };
        /** @enum {string} */
        TokenState: "active" | "revoked" | "expired";
        TrackedFinding: {
            /** @description what the caller may do with it now; nothing while the result does not stand */
            allowed_actions: string[];
            campaign: string;
            /** Format: date-time */
            created_at: string;
            description: string;
            /**
             * Format: date
             * @description last day to put it right; null while none is set
             */
            due_on: string | null;
            /**
             * Format: date
             * @description last day of the exemption
             */
            exempt_until: string | null;
            /** Format: int64 */
            id: number;
            /** @description empty for an observation */
            indicator: string;
            indicator_name: string;
            /** Format: int64 */
            inspection_id: number;
            kind: components["schemas"]["Subject"];
            location_url: string;
            /** @description campaign and serial; never used twice */
            number: string;
            occurrences: number;
            /** @description the last day has passed without proof; computed, in the time of China */
            overdue: boolean;
            /** @enum {unknown} */
            part: "veto" | "deduction" | "bonus" | "observation";
            /** Format: double */
            points: number;
            recurrence_number: string;
            /**
             * Format: int64
             * @description id of the finding of an earlier campaign that has come back
             */
            recurrence_of: number | null;
            /**
             * @description as of today: an exemption ends by itself
             * @enum {unknown}
             */
            state: "open" | "submitted" | "accepted" | "exempted" | "withdrawn" | "none";
            /**
             * Format: date
             * @description day of the newest proof
             */
            submitted_on: string | null;
            /** @description named as it stood when the campaign opened; organization and region are those to which it belongs now */
            target: components["schemas"]["TrackedTarget"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        TrackedFindingList: {
            items: components["schemas"]["TrackedFinding"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        TrackedFindingRequest: {
            /**
             * Format: date
             * @description last day to put it right; a later one than before takes extend
             */
            due_on?: string | null;
            /**
             * Format: date
             * @description the day before the first working day; today when null
             */
            from?: string | null;
            /**
             * Format: int64
             * @description id of the finding of an earlier campaign that has come back
             */
            recurrence_of?: number | null;
            /** @description instead of due_on: working days after from */
            working_days?: number;
        };
        TrackedTarget: {
            /** Format: int64 */
            account_id: number | null;
            /** @description site code, or the permanent id of an account */
            code: string;
            name: string;
            /** Format: int64 */
            organization_id: number;
            organization_name: string;
            /** @enum {string} */
            platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other" | "";
            region_code: string;
            /** Format: int64 */
            site_id: number | null;
        };
        Trend: {
            /** @description the rounds, the oldest first */
            campaigns: components["schemas"]["TrendCampaign"][];
            /**
             * Format: date-time
             * @description when what is counted changed last
             */
            counted_until: string | null;
            group_by: components["schemas"]["Group"];
            /**
             * @description who called the rounds; null when there are none
             * @enum {string|null}
             */
            issuer_level: "nation" | "province" | "prefecture" | "county" | null;
            items: components["schemas"]["TrendRow"][];
            /**
             * @description null when the table shows both kinds
             * @enum {string|null}
             */
            kind: "site" | "account" | null;
            /**
             * @description null for the level directly below the region
             * @enum {string|null}
             */
            level: "nation" | "province" | "prefecture" | "county" | null;
            /** @description of the rounds; null when there are none */
            region_code: string | null;
            total: components["schemas"]["TrendTotal"];
        };
        TrendCampaign: {
            campaign: string;
            /** Format: date */
            monitoring_date: string | null;
            round_label: string;
            state: components["schemas"]["CampaignState"];
            year: number;
        };
        TrendRow: {
            key: string;
            label: string;
            /** @description one for each of campaigns, with its rate as that campaign prints it */
            points: components["schemas"]["PassRateCell"][];
        };
        TrendTotal: {
            label: string;
            points: components["schemas"]["PassRateCell"][];
        };
        TurnedTarget: {
            /**
             * Format: int64
             * @description its result in the newer round
             */
            inspection_id: number;
            kind: components["schemas"]["Subject"];
            /**
             * Format: int64
             * @description its result in the round that is compared with
             */
            previous_inspection_id: number;
            /** @description as it stood in the newer round */
            target: components["schemas"]["TrackedTarget"];
        };
        TurnedTargets: {
            count: number;
            items: components["schemas"]["TurnedTarget"][];
            /** @description of count, what the limit left off */
            left_off: number;
        };
        UnmatchedFinding: {
            /** @description stable, for programs */
            code: string;
            description: string;
            /** @description for people */
            detail: string;
            indicator: string;
            /** @description of the finding in the result, from 1 */
            position: number;
        };
        /** @enum {string} */
        UpperRegister: "national" | "provincial";
        User: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            display_name: string;
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            last_login_at: string | null;
            /** @description somebody else has set the password */
            must_change_password: boolean;
            name: string;
            /** Format: int64 */
            organization_id: number | null;
            region_code: string;
            role: components["schemas"]["Role"];
            scopes: components["schemas"]["Permission"][];
            /** @description whether the user may come by single sign-on */
            sso: boolean;
            state: components["schemas"]["UserState"];
            totp_enabled: boolean;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        UserList: {
            items: components["schemas"]["User"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        UserPatch: {
            display_name?: string;
            /** @description what is typed at the login; compared without case, width and spaces */
            name?: string;
            /**
             * Format: int64
             * @description of unit staff, for nobody else
             */
            organization_id?: number | null;
            /** @description code prefix of what is seen, or all; unit staff may leave it out, theirs is the region of their organization */
            region_code?: string;
            role?: components["schemas"]["Role"];
            /** @description narrows the role to these permissions; all of the role when empty, which integration may not leave it */
            scopes?: components["schemas"]["Permission"][];
        };
        UserRequest: {
            display_name?: string;
            /** @description what is typed at the login; compared without case, width and spaces */
            name: string;
            /**
             * Format: int64
             * @description of unit staff, for nobody else
             */
            organization_id?: number | null;
            /** @description code prefix of what is seen, or all; unit staff may leave it out, theirs is the region of their organization */
            region_code?: string;
            role: components["schemas"]["Role"];
            /** @description narrows the role to these permissions; all of the role when empty, which integration may not leave it */
            scopes?: components["schemas"]["Permission"][];
        };
        /** @enum {string} */
        UserState: "active" | "disabled";
        /** @enum {string} */
        Verdict: "pass" | "fail";
        Verification: {
            /** @description the account of the register that it was compared with; null when there is none */
            account: {
                /** Format: int64 */
                id: number;
                name: string;
                /** Format: int64 */
                organization_id: number;
                platform: components["schemas"]["Platform"];
                platform_account_id: string;
                region_code: string;
                state: components["schemas"]["State"];
            } | null;
            /** @description the reason in words */
            detail: string;
            official: boolean;
            reason: components["schemas"]["VerifyReason"];
        };
        /** @enum {string} */
        VerifyReason: "id_matches" | "name_only" | "renamed" | "id_differs" | "offline" | "closed" | "unknown";
        Warning: {
            code: string;
            detail: string;
        };
        Webhook: {
            /** @description what the caller may do with it now */
            allowed_actions: string[];
            /** Format: date-time */
            created_at: string;
            description: string;
            /**
             * Format: date-time
             * @description since when every call has failed; null when the last one was taken
             */
            failing_since: string | null;
            /**
             * @description why it was disabled, empty for one that is not
             * @enum {string}
             */
            fault: "" | "gone" | "failing" | "changes_expired";
            /** Format: int64 */
            id: number;
            /** @description all when empty */
            kinds: string[];
            /**
             * Format: date-time
             * @description until when the secret before the last rotation signs too; null when it does not
             */
            old_secret_until: string | null;
            region_code: string;
            state: components["schemas"]["WebhookState"];
            /** @description place in the feed up to which its deliveries were made */
            told_cursor: string;
            /** @description all when empty */
            types: string[];
            /** Format: date-time */
            updated_at: string;
            url: string;
            /**
             * Format: int64
             * @description raised by every change, also the ETag
             */
            version: number;
        };
        WebhookList: {
            items: components["schemas"]["Webhook"][];
            /** @description to be sent as after for the next piece; null at the end, absent from numbered pages */
            next?: string | null;
            /** @description number of the page, from 1 */
            page?: number;
            /** @description rows of a page */
            size?: number;
            /**
             * Format: int64
             * @description rows of the whole list
             */
            total?: number;
        };
        WebhookPatch: {
            /** @description whose system it is */
            description?: string;
            /** @description kinds of things to tell of, all when empty */
            kinds?: string[];
            /** @description what happens under a code prefix, or all; what is around it is told of as its callers read it */
            region_code?: string;
            /** @description types of changes to tell of, at most 50; all when empty */
            types?: string[];
            /** @description https://…; http:// and addresses of internal networks only where the operator allows them */
            url?: string;
        };
        WebhookRequest: {
            /** @description whose system it is */
            description: string;
            /** @description kinds of things to tell of, all when empty */
            kinds?: string[];
            /** @description what happens under a code prefix, or all; what is around it is told of as its callers read it */
            region_code: string;
            /** @description types of changes to tell of, at most 50; all when empty */
            types?: string[];
            /** @description https://…; http:// and addresses of internal networks only where the operator allows them */
            url: string;
        };
        /** @enum {string} */
        WebhookState: "active" | "paused" | "disabled";
        WhatIfCounts: {
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description passed and failed
             */
            inspected: number;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            pending: number;
            /**
             * Format: double
             * @description passed ÷ inspected, unrounded; null when nothing was inspected
             */
            rate: number | null;
            /** @description as printed by the rules of the campaign; — when nothing was inspected */
            rate_text: string;
            /**
             * Format: int64
             * @description targets drawn
             */
            targets: number;
            /** Format: int64 */
            waived: number;
        };
        WhatIfRegion: {
            /**
             * Format: int64
             * @description targets whose verdict would be another one
             */
            changed: number;
            key: string;
            label: string;
            /** @description as the results stand */
            standing: components["schemas"]["WhatIfCounts"];
            /**
             * Format: int64
             * @description of these, those that would fail
             */
            to_fail: number;
            /**
             * Format: int64
             * @description of these, those that would pass
             */
            to_pass: number;
            /**
             * Format: int64
             * @description findings that the other catalogue has no place for
             */
            unmatched: number;
            /** @description as they would */
            what_if: components["schemas"]["WhatIfCounts"];
        };
        WhatIfTotal: {
            /**
             * Format: int64
             * @description targets whose verdict would be another one
             */
            changed: number;
            /** @description as the results stand */
            standing: components["schemas"]["WhatIfCounts"];
            /**
             * Format: int64
             * @description of these, those that would fail
             */
            to_fail: number;
            /**
             * Format: int64
             * @description of these, those that would pass
             */
            to_pass: number;
            /**
             * Format: int64
             * @description findings that the other catalogue has no place for
             */
            unmatched: number;
            /** @description as they would */
            what_if: components["schemas"]["WhatIfCounts"];
        };
        WhyRequest: {
            /** @description why, for whoever reads the history */
            reason: string;
        };
    };
    responses: {
        /** @description The request cannot be read, or names a field or parameter that does not exist. */
        BadRequest: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the thing, or another thing, stands in the way; or a request with the same Idempotency-Key is still running (with Retry-After). */
        Conflict: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterRunning"];
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body or the address is too long. */
        ContentTooLarge: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The role of the caller may not do this. */
        Forbidden: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What follows the cursor was removed by age; link says where to begin anew. */
        Gone: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the service. */
        InternalServerError: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description None of the media types of Accept is offered. */
        NotAcceptable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing in the region of the caller. */
        NotFound: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller has the newest version. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Somebody else changed the thing first. */
        PreconditionFailed: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match is missing. */
        PreconditionRequired: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The file does not have the range that was asked for. */
        RangeNotSatisfiable: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service cannot answer now; try again after Retry-After. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller asks too often; try again after Retry-After. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no valid token. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["Authenticate"];
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Fields have values that cannot be taken, errors names all of them; or the Idempotency-Key was used for another request. */
        UnprocessableContent: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body has a type or an encoding that is not taken. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-ID": components["headers"]["RequestID"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description language of sentences for people: zh or en, as RFC 9110 has it */
        AcceptLanguage: string;
        /** @description reads by key instead of by page: next of the piece before, 0 for the first */
        After: number;
        /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
        Charset: "utf-8" | "gb18030";
        /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
        IdempotencyKey: string;
        /** @description ETag of the version that the change is made on */
        IfMatch: string;
        /** @description ETag of the version that the caller has: 304 when it is still the newest */
        IfNoneMatch: string;
        /** @description rows of a piece that is read by key, 20 when left out */
        Limit: number;
        /** @description number of the page, 1 when left out; pages end at row 10,000 */
        Page: number;
        /** @description rows of a page, 20 when left out */
        Size: number;
        /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
        TableFormat: "json" | "csv" | "xlsx" | "ndjson";
    };
    requestBodies: never;
    headers: {
        /** @description The scheme of the token. */
        Authenticate: string;
        /** @description Hash of the whole content, for If-Range. */
        ContentETag: string;
        /** @description Which bytes of how many these are. */
        ContentRange: string;
        /** @description What counted_until is in JSON: when what is counted changed last; only with a file, and not while nothing is counted. */
        CountedUntil: string;
        /** @description Name of the file; only with a file. */
        Disposition: string;
        /** @description Version of the thing, for If-Match and If-None-Match. */
        ETag: string;
        /** @description Address of the new thing. */
        Location: string;
        /** @description true when this is the answer to an earlier request with the same Idempotency-Key. */
        Replayed: "true";
        /** @description Id of the request, for questions about it. */
        RequestID: string;
        /** @description Seconds to wait before the next attempt. */
        RetryAfter: number;
        /** @description Seconds to wait before the next attempt; only with idempotency_key_running. */
        RetryAfterRunning: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    home: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the page is at /docs */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description state */
                state?: "running" | "temporarily_offline" | "closed";
                /** @description id of the organization */
                organization?: number;
                /** @description platform */
                platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other";
                /** @description words in name, platform id or certified subject */
                q?: string;
                /** @description only accounts with the warning */
                warning?: "second_account";
                /** @description as the register stood on that day, such as 2022-09-30 */
                as_of?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description platform, name, region_code, state, updated_at; with - descending */
                sort?: "platform" | "-platform" | "name" | "-name" | "region_code" | "-region_code" | "state" | "-state" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the account */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyAccount: {
        parameters: {
            query: {
                /** @description platform */
                platform: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other";
                /** @description its name */
                name?: string;
                /** @description the platform's permanent id */
                platform_account_id?: string;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: {
                /** @description as it stood on that day */
                as_of?: string;
            };
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccountHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    moveAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the organization, why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reopenAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replacePlatformID: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the id, and why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformIDRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resumeAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    suspendAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAttachments: {
        parameters: {
            query?: {
                /** @description id of the target */
                inspection?: number;
                /** @description id of the finding */
                finding?: number;
                /** @description purpose */
                purpose?: "evidence" | "proof";
                /** @description moment */
                moment?: "before" | "after";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, captured_at, file_name, size, media_type; with - descending */
                sort?: "created_at" | "-created_at" | "captured_at" | "-captured_at" | "file_name" | "-file_name" | "size" | "-size" | "media_type" | "-media_type";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    uploadAttachment: {
        parameters: {
            query: {
                /** @description id of the target; required without finding */
                inspection?: number;
                /** @description instead of inspection: id of a finding of the target */
                finding?: number;
                /** @description when it was taken, RFC 3339; not in the future */
                captured_at: string;
                /** @description what it is there for; when left out, proof with finding and evidence otherwise */
                purpose?: "evidence" | "proof";
                /** @description side of a pair */
                moment?: "before" | "after";
                /** @description only with moment=after: id of the attachment of before that it stands beside */
                pair?: number;
                /** @description what it shows */
                caption?: string;
                /** @description name of the file; a form brings its own */
                file_name?: string;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the file */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateAttachment: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachmentPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAttachmentContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description one range of bytes, such as bytes=0-1023 */
                Range?: string;
                /** @description ETag of the content that the caller has a part of: another one is answered as a whole */
                "If-Range"?: string;
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    ETag: components["headers"]["ContentETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "Content-Range": components["headers"]["ContentRange"];
                    ETag: components["headers"]["ContentETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description such as site.update, or the operation that was denied */
                operation?: string;
                /** @description outcome */
                outcome?: "done" | "denied";
                /** @description id of the user who did it */
                user?: number;
                /** @description id of the key that did it */
                token?: number;
                /** @description kind of the thing, such as site */
                thing_kind?: string;
                /** @description id of the thing */
                thing_id?: number;
                /** @description code prefix: everything under it */
                region?: string;
                /** @description the X-Request-ID of the answer */
                request_id?: string;
                /** @description address of the caller */
                source?: string;
                /** @description from this time on, RFC 3339 */
                from?: string;
                /** @description before this time, RFC 3339 */
                to?: string;
                /** @description words in the name of the caller or in the reason */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description id, at; with - descending; -id when left out */
                sort?: "id" | "-id" | "at" | "-at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAuditEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBulletinTemplates: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinTemplates"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createBulletinTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the texts */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulletinTemplateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinTemplate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBulletinTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinTemplate"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteBulletinTemplate: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCalendars: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendars"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description year */
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putCalendar: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description year */
                year: number;
            };
            cookie?: never;
        };
        /** @description the arrangement of holidays, as issued */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description year */
                year?: number;
                /** @description state */
                state?: "draft" | "open" | "closed" | "published";
                /** @description text in title or code */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description code, year, round, monitoring_date, state; with - descending */
                sort?: "code" | "-code" | "year" | "-year" | "round" | "-round" | "monitoring_date" | "-monitoring_date" | "state" | "-state";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the campaign */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAnnex: {
        parameters: {
            query?: {
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
                /** @description number of the annex, 1 or 2 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annex"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assignTargets: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description who gets what */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBulletin: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateBulletin: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description what changes */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulletinRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    acceptBulletin: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the warning and why it may stand */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptanceRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    checkBulletin: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinChecks"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    correctBulletin: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBulletinDocument: {
        parameters: {
            query?: {
                /** @description form of the document; html when left out */
                format?: "html" | "docx" | "xlsx" | "json";
                /** @description number of the issue; 0 for the draft */
                issue?: number;
            };
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinContent"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "text/html": string;
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    issueBulletin: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description number and day */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulletinIssueRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBulletinRevisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulletinRevisions"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCoverage: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    previewDraw: {
        parameters: {
            query?: {
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draw"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    setDueDays: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the due day */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DueRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    countMeasures: {
        parameters: {
            query?: {
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureTable"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    openCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPassRates: {
        parameters: {
            query?: {
                /** @description what was inspected; needed when the campaign has both and the table does not show them apart */
                kind?: "site" | "account";
                /** @description rows of the table; region when left out. platform is for accounts, portal for sites */
                group_by?: "region" | "platform" | "portal" | "organization" | "kind";
                /** @description columns of the table, as a second dimension */
                across?: "region" | "platform" | "portal" | "kind";
                /** @description level of the rows or columns that are regions; the one directly below the campaign's region when left out */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description previous, for the round before of the same region and called by the same level, or the code of a campaign */
                compare?: string;
                /** @description a past moment: the figures as they stood then */
                as_of?: string;
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Counted-Until": components["headers"]["CountedUntil"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassRates"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProgress: {
        parameters: {
            query?: {
                /** @description what is inspected; both when left out */
                kind?: "site" | "account";
                /** @description rows of the table; region when left out */
                group_by?: "region" | "inspector";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    publishCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reopenCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSampling: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sampling"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    setSampling: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the plan */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SamplingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sampling"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getScores: {
        parameters: {
            query?: {
                /** @description what was inspected; both when left out */
                kind?: "site" | "account";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreDistribution"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createManySelfChecks: {
        parameters: {
            query?: {
                /** @description continue takes the good items and answers per item */
                on_error?: "abort" | "continue";
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the self-checks */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SelfCheckBatchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheckBatchResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    compareSelfChecks: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description what was checked */
                kind?: "site" | "account";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheckComparison"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    submitMany: {
        parameters: {
            query?: {
                /** @description continue takes the good items and answers per item */
                on_error?: "abort" | "continue";
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description the results */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    addTargets: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        /** @description what is added, and why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedTargets"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assessCampaign: {
        parameters: {
            query?: {
                /** @description id of the other catalogue; that of the campaign when left out */
                catalogue?: number;
                /** @description the other pass line, 0 to 100; that of the campaign when left out */
                pass_line?: number;
                /** @description what was inspected; both when left out */
                kind?: "site" | "account";
                /** @description of the targets whose verdict differs, those that are left out at the beginning */
                skip?: number;
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignWhatIf"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCatalogues: {
        parameters: {
            query?: {
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description effective_from, document; with - descending */
                sort?: "effective_from" | "-effective_from" | "document" | "-document";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCatalogue: {
        parameters: {
            query?: {
                /** @description true checks everything and answers what would be stored, with 200 */
                dry_run?: boolean;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the catalogue */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueRequest"];
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCatalogue: {
        parameters: {
            query?: {
                /** @description form of the answer */
                format?: "json" | "xlsx";
            };
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCatalogue: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    withdrawCatalogue: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and its last day in force */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description cursor of the last change that was read, the next of an answer, or now */
                after?: string;
                /** @description changes of an answer, at most 1000; 100 when left out */
                limit?: number;
                /** @description kinds of things, with commas between */
                kind?: string;
                /** @description code prefix: everything under it */
                region?: string;
                /** @description seconds to wait when there is nothing yet, at most 30 */
                wait?: number;
            };
            header?: {
                /** @description of a stream: instead of after */
                "Last-Event-ID"?: string;
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            410: components["responses"]["Gone"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    findContacts: {
        parameters: {
            query?: {
                /** @description mobile number, or office number with its area code; everybody when left out */
                phone?: string;
                /** @description true asks for masked contacts */
                masked?: boolean;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, updated_at; with - descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getContact: {
        parameters: {
            query?: {
                /** @description true asks for the contact masked, which leaves no trail */
                masked?: boolean;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listFilings: {
        parameters: {
            query?: {
                /** @description what is late, or what is not */
                late?: boolean;
                /** @description register */
                register?: "national" | "provincial";
                /** @description state */
                state?: "open" | "done" | "dismissed";
                /** @description cause */
                cause?: "open" | "change" | "close";
                /** @description kind */
                kind?: "site" | "account";
                /** @description code prefix: everything under it */
                region?: string;
                /** @description id of the organization */
                organization?: number;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description since_on, due_on, name, region_code, state; with - descending */
                sort?: "since_on" | "-since_on" | "due_on" | "-due_on" | "name" | "-name" | "region_code" | "-region_code" | "state" | "-state";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFiling: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dismissFiling: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finishFiling: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description when, and under which number */
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description code of the campaign */
                campaign?: string;
                /** @description code prefix: everything under it, by the region of now */
                region?: string;
                /** @description id of the organization to which the target belongs now */
                organization?: number;
                /** @description id of the inspection */
                inspection?: number;
                /** @description what was inspected */
                kind?: "site" | "account";
                /** @description state */
                state?: "open" | "submitted" | "accepted" | "exempted" | "withdrawn" | "none";
                /** @description part of the catalogue */
                part?: "veto" | "deduction" | "bonus" | "observation";
                /** @description code of the indicator */
                indicator?: string;
                /** @description open findings by their due day; within_2_days and soon are today or within two or seven days */
                due?: "overdue" | "today" | "in_2_days" | "within_2_days" | "soon" | "none";
                /** @description due before this day */
                due_before?: string;
                /** @description come back from an earlier campaign, or not */
                recurring?: boolean;
                /** @description words in number, target, indicator or description */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description number, due_on, state, region_code, indicator, updated_at; with - descending */
                sort?: "number" | "-number" | "due_on" | "-due_on" | "state" | "-state" | "region_code" | "-region_code" | "indicator" | "-indicator" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedFindingList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getFinding: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateFinding: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackedFindingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    acceptProof: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exemptFinding: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description until when, why, and who approved */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExemptionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    extendFinding: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description until when, why, and who approved */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listMeasures: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the finding */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measures"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    recordMeasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the finding */
                id: number;
            };
            cookie?: never;
        };
        /** @description the measure */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasureRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measure"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rejectProof: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what is missing */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    submitProof: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what was done */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImportMappings: {
        parameters: {
            query?: {
                /** @description kind */
                kind?: "organizations" | "sites" | "accounts" | "contacts" | "results";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description name, kind, created_at; with - descending */
                sort?: "name" | "-name" | "kind" | "-kind" | "created_at" | "-created_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMappingList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createImportMapping: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the mapping */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMappingRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMapping"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getImportMapping: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMapping"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteImportMapping: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateImportMapping: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what is to change */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMappingPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMapping"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description kind */
                kind?: "organizations" | "sites" | "accounts" | "contacts" | "results";
                /** @description state */
                state?: "waiting" | "running" | "previewed" | "applied" | "failed" | "cancelled";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, kind, state; with - descending */
                sort?: "created_at" | "-created_at" | "kind" | "-kind" | "state" | "-state";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createImport: {
        parameters: {
            query: {
                /** @description what the rows are */
                kind: "organizations" | "sites" | "accounts" | "contacts" | "results";
                /** @description code of the campaign, of results */
                campaign?: string;
                /** @description true shows the outcome without touching the register */
                dry_run?: boolean;
                /** @description name of the file, to recognize it by; a form brings its own */
                file_name?: string;
                /** @description title of the sheet of a workbook; otherwise the first that is not hidden and whose header fits */
                sheet?: string;
                /** @description id of a mapping of headers to fields */
                mapping?: number;
                /** @description true takes in even a small file beside the requests */
                background?: boolean;
            };
            header?: {
                /** @description respond-async is the same as background=true */
                Prefer?: string;
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the file */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description the import of the same file from before */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description taken in */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description waiting */
            202: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getImportTemplate: {
        parameters: {
            query?: {
                /** @description form of the answer */
                format?: "xlsx" | "csv";
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description what the rows are */
                kind: "organizations" | "sites" | "accounts" | "contacts" | "results";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    applyImport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getImportReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description Nobody has read the file yet. */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfterRunning"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImportRows: {
        parameters: {
            query?: {
                /** @description outcome */
                outcome?: "create" | "update" | "unchanged" | "conflict" | "rejected" | "dismissed" | "pending";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description number, outcome; with - descending */
                sort?: "number" | "-number" | "outcome" | "-outcome";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the import */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRowList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getImportRow: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the import */
                id: number;
                /** @description number of the row */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRow"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    correctImportRow: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the import */
                id: number;
                /** @description number of the row */
                n: number;
            };
            cookie?: never;
        };
        /** @description the correction */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRow"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dismissImportRow: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the import */
                id: number;
                /** @description number of the row */
                n: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRow"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInspections: {
        parameters: {
            query?: {
                /** @description code of the campaign */
                campaign?: string;
                /** @description code prefix: everything under it */
                region?: string;
                /** @description what was inspected */
                kind?: "site" | "account";
                /** @description status */
                status?: "pending" | "submitted" | "returned" | "confirmed" | "waived" | "waiving";
                /** @description verdict */
                verdict?: "pass" | "fail";
                /** @description platform */
                platform?: "wechat" | "weibo" | "douyin" | "kuaishou" | "toutiao" | "channels" | "mini_program" | "app" | "other";
                /** @description portals or others */
                portal?: boolean;
                /** @description words in name, code or address of the target */
                q?: string;
                /** @description id of a user, me for those of the caller, none for those of nobody */
                assigned_to?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description code, name, platform, region_code, status, verdict, updated_at; with - descending */
                sort?: "code" | "-code" | "name" | "-name" | "platform" | "-platform" | "region_code" | "-region_code" | "status" | "-status" | "verdict" | "-verdict" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionSummaryList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getInspection: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assessInspection: {
        parameters: {
            query?: {
                /** @description id of the other catalogue; that of the campaign when left out */
                catalogue?: number;
                /** @description the other pass line, 0 to 100; that of the campaign when left out */
                pass_line?: number;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionAssessment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assignInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description to whom */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    saveDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the findings so far */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    recheckInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the findings */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRechecks: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rechecks"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    returnInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what to mend */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRevisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revisions"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    compareRevisions: {
        parameters: {
            query: {
                /** @description number of a revision */
                from: number;
                /** @description number of another one */
                to: number;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionComparison"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    submitInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the findings */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unassignInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    waiveInspection: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    changeOwnPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the password as it is and as it shall be */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChangeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            /** @description Too many failed logins; try again after Retry-After. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    beginTOTP: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TOTP"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmTOTP: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description a code of the new secret */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TOTPCodeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    disableTOTP: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the password and a code */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TOTPRemovalRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            /** @description Too many failed logins; try again after Retry-After. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeMeasure: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the measure */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measure"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description state */
                state?: "active" | "merged" | "dissolved";
                /** @description words in name, short name or credit code */
                q?: string;
                /** @description as the register stood on that day, such as 2022-09-30 */
                as_of?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description name, region_code, state; with - descending */
                sort?: "name" | "-name" | "region_code" | "-region_code" | "state" | "-state";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the organization */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrganization: {
        parameters: {
            query?: {
                /** @description as it stood on that day */
                as_of?: string;
            };
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description true asks for masked contacts, which leaves no trail */
                masked?: boolean;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, updated_at; with - descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the organization */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the organization */
                id: number;
            };
            cookie?: never;
        };
        /** @description the contact */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dissolveOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrganizationHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    mergeOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the one that ends */
                id: number;
            };
            cookie?: never;
        };
        /** @description the successor, why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merger"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    renameOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the new name, why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reopenOrganization: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPassages: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passages"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createPassage: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the text */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassageRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPassage: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deletePassage: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updatePassage: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what changes */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassagePatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReconciliations: {
        parameters: {
            query?: {
                /** @description kind */
                kind?: "site" | "account";
                /** @description state */
                state?: "pulling" | "failed" | "open" | "settled";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, kind, state, updated_at; with - descending */
                sort?: "created_at" | "-created_at" | "kind" | "-kind" | "state" | "-state" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createReconciliation: {
        parameters: {
            query: {
                /** @description what the rows are */
                kind: "site" | "account";
                /** @description whose list it is; of accounts the provincial one by default */
                register?: "national" | "provincial";
                /** @description code of the region whose things are compared; the caller's own by default */
                region?: string;
                /** @description name of the file, to recognize it by; a form brings its own */
                file_name?: string;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the file */
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pullReconciliation: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description which list */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PullRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    compareReconciliation: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReconciliationRows: {
        parameters: {
            query?: {
                /** @description what was found */
                comparison?: "only_here" | "only_there" | "differs" | "same" | "faulty";
                /** @description state */
                state?: "agreed" | "open" | "settled";
                /** @description how it was settled */
                settlement?: "take-theirs" | "keep-ours" | "open-filing";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description number, comparison, state, name; with - descending */
                sort?: "number" | "-number" | "comparison" | "-comparison" | "state" | "-state" | "name" | "-name";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the reconciliation */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRowList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReconciliationRow: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the reconciliation */
                id: number;
                /** @description number of the row */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRow"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    settleReconciliationRow: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the reconciliation */
                id: number;
                /** @description number of the row */
                n: number;
            };
            cookie?: never;
        };
        /** @description how */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRow"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    settleReconciliation: {
        parameters: {
            query?: {
                /** @description continue settles the good items and answers per item */
                on_error?: "abort" | "continue";
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the reconciliation */
                id: number;
            };
            cookie?: never;
        };
        /** @description the rows, each at the version that was read */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleManyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettleManyResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRegions: {
        parameters: {
            query?: {
                /** @description code prefix: the region and everything under it */
                region?: string;
                /** @description level */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description text in name or code */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description code, name, level, sort_order; with - descending */
                sort?: "code" | "-code" | "name" | "-name" | "level" | "-level" | "sort_order" | "-sort_order";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the region */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description region code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteRegion: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description region code */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateRegion: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description region code */
                code: string;
            };
            cookie?: never;
        };
        /** @description the fields to change */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegionPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description kind */
                kind?: "results" | "sites" | "accounts" | "filings";
                /** @description state */
                state?: "draft" | "returned" | "confirmed" | "sending" | "sent" | "done" | "cancelled";
                /** @description code of the campaign */
                campaign?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description created_at, kind, state, updated_at; with - descending */
                sort?: "created_at" | "-created_at" | "kind" | "-kind" | "state" | "-state" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description of what */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReportRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelReport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmReport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReportPackage: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The report is not confirmed. */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfterRunning"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    previewReport: {
        parameters: {
            query?: {
                /** @description number of the piece, the first by default */
                piece?: number;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPreview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReceipts: {
        parameters: {
            query?: {
                /** @description result */
                result?: "accepted" | "refused";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description number, state, name, received_at; with - descending */
                sort?: "number" | "-number" | "state" | "-state" | "name" | "-name" | "received_at" | "-received_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the report */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    addReceipts: {
        parameters: {
            query?: {
                /** @description continue takes the good lines and answers per line */
                on_error?: "abort" | "continue";
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id of the report */
                id: number;
            };
            cookie?: never;
        };
        /** @description the file */
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                "text/csv": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptsResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    refreshReport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    returnReport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what to mend */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReportRows: {
        parameters: {
            query?: {
                /** @description state */
                state?: "ready" | "excluded" | "accepted" | "refused";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description number, state, name, received_at; with - descending */
                sort?: "number" | "-number" | "state" | "-state" | "name" | "-name" | "received_at" | "-received_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the report */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportRowList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sendReport: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSecuritySettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecuritySettings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateSecuritySettings: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecuritySettingsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecuritySettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSelfChecks: {
        parameters: {
            query?: {
                /** @description code of the campaign */
                campaign?: string;
                /** @description code prefix: everything under it */
                region?: string;
                /** @description what was checked */
                kind?: "site" | "account";
                /** @description state */
                state?: "draft" | "finished";
                /** @description verdict */
                verdict?: "pass" | "fail";
                /** @description id of the organization whose things they were */
                organization?: number;
                /** @description words in name, code or address of the thing */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description code, name, region_code, checked_on, state, verdict, updated_at; with - descending */
                sort?: "code" | "-code" | "name" | "-name" | "region_code" | "-region_code" | "checked_on" | "-checked_on" | "state" | "-state" | "verdict" | "-verdict" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheckSummaryList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSelfCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the thing and what was found */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSelfCheckRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSelfCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheck"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteSelfCheck: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateSelfCheck: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description what changes */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SelfCheckRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    compareSelfCheck: {
        parameters: {
            query?: {
                /** @description code of the campaign; needed when the self-check was made for none */
                campaign?: string;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheckComparisonOfOne"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finishSelfCheck: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reopenSelfCheck: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description name and password */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Name or password are wrong. */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["Authenticate"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            /** @description Too many failed logins; try again after Retry-After. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCurrentSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    beginSSO: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SSO"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no single sign-on here. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    finishSSO: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description what came back, and the proof */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SSOCallbackRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The single sign-on failed; begin it again. */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["Authenticate"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The claims give no rights here, or the user is disabled. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no single sign-on here. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The claims would take the last administrator away. */
            409: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfterRunning"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSites: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description state */
                state?: "running" | "temporarily_offline" | "closed";
                /** @description id of the organization */
                organization?: number;
                /** @description portals or others */
                portal?: boolean;
                /** @description words in name, code or address */
                q?: string;
                /** @description as the register stood on that day, such as 2022-09-30 */
                as_of?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description code, name, region_code, state, updated_at; with - descending */
                sort?: "code" | "-code" | "name" | "-name" | "region_code" | "-region_code" | "state" | "-state" | "updated_at" | "-updated_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the site */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSite: {
        parameters: {
            query?: {
                /** @description as it stood on that day */
                as_of?: string;
            };
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SitePatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSiteHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    moveSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the organization, why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reopenSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resumeSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    suspendSite: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why, and since when */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAnnual: {
        parameters: {
            query?: {
                /** @description that of the newest round when left out */
                year?: number;
                /** @description region of the rounds; that of the newest round when left out */
                region?: string;
                /** @description what was inspected; needed when the newest round has both and the rows do not show them apart */
                kind?: "site" | "account";
                /** @description level of the rows that are regions */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description rows of the table; region when left out */
                group_by?: "region" | "platform" | "portal" | "organization" | "kind";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Counted-Until": components["headers"]["CountedUntil"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annual"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConsecutiveFailures: {
        parameters: {
            query?: {
                /** @description code prefix of the targets: everything under it */
                region?: string;
                /** @description what was inspected */
                kind?: "site" | "account";
                /** @description rounds in a row at least, 2 when left out, from 2 to 20 */
                min?: number;
                /** @description code of the round to look back from; without it, the newest of each series */
                as_of_campaign?: string;
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsecutiveFailures"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getIndicators: {
        parameters: {
            query?: {
                /** @description code of the campaign; the newest round that a region called for itself when left out */
                campaign?: string;
                /** @description what was inspected; both when left out */
                kind?: "site" | "account";
                /** @description level of the regions; not with rounds or year */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description columns are rounds, so many at most, the newest; from 1 to 40 */
                rounds?: number;
                /** @description columns are the rounds of a year */
                year?: number;
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorFigures"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMeasureFigures: {
        parameters: {
            query?: {
                /** @description region of the rounds; that of the newest round when left out */
                region?: string;
                /** @description who called the rounds; the region's own level when left out */
                issuer_level?: "nation" | "province" | "prefecture" | "county";
                /** @description what was inspected; both when left out */
                kind?: "site" | "account";
                /** @description level of the regions */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description rounds at most, the newest; 12 when left out, from 1 to 40 */
                rounds?: number;
                /** @description only the rounds of a year */
                year?: number;
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Counted-Until": components["headers"]["CountedUntil"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureFigures"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMovers: {
        parameters: {
            query?: {
                /** @description code of the campaign; the newest round that a region called for itself when left out */
                campaign?: string;
                /** @description code of the campaign to compare with; the round before of the same region and called by the same level when left out, which previous says too */
                compare?: string;
                /** @description what was inspected; needed when the campaign has both and the rows do not show them apart */
                kind?: "site" | "account";
                /** @description rows of the table; region when left out */
                group_by?: "region" | "platform" | "portal" | "organization" | "kind";
                /** @description level of the rows that are regions */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description what a file has: the rows, or the targets whose verdict turned; rows when left out */
                show?: "rows" | "targets";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Counted-Until": components["headers"]["CountedUntil"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Movers"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description region of the newest round, and of findings and the register; everything that the caller sees when left out */
                region?: string;
                /** @description the newest round of a year */
                year?: number;
                /** @description code of a campaign instead of the newest round */
                campaign?: string;
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRectification: {
        parameters: {
            query?: {
                /** @description code of the campaign; the newest round that a region called for itself when left out */
                campaign?: string;
                /** @description what was inspected; both when left out */
                kind?: "site" | "account";
                /** @description level of the regions */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RectificationFigures"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTrend: {
        parameters: {
            query?: {
                /** @description region of the rounds; that of the newest round when left out */
                region?: string;
                /** @description who called the rounds; the region's own level when left out */
                issuer_level?: "nation" | "province" | "prefecture" | "county";
                /** @description what was inspected; needed when the newest round has both and the rows do not show them apart */
                kind?: "site" | "account";
                /** @description rows of the table; region when left out */
                group_by?: "region" | "platform" | "portal" | "organization" | "kind";
                /** @description level of the rows that are regions */
                level?: "nation" | "province" | "prefecture" | "county";
                /** @description rounds at most, the newest; 12 when left out, from 1 to 40 */
                rounds?: number;
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Counted-Until": components["headers"]["CountedUntil"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trend"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description role */
                role?: "admin" | "county_admin" | "inspector" | "reviewer" | "unit_staff" | "viewer" | "auditor" | "integration";
                /** @description code prefix: keys of it and of everything under it */
                region?: string;
                /** @description state */
                state?: "active" | "revoked" | "expired";
                /** @description part of the name, or the prefix of the key */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description name, role, region_code, created_at, last_used_at, expires_at; with - descending */
                sort?: "name" | "-name" | "role" | "-role" | "region_code" | "-region_code" | "created_at" | "-created_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the key */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateToken: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateToken: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description how long the key before is kept */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRotation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description code prefix: everything under it */
                region?: string;
                /** @description role */
                role?: "admin" | "county_admin" | "inspector" | "reviewer" | "unit_staff" | "viewer" | "auditor" | "integration";
                /** @description state */
                state?: "active" | "disabled";
                /** @description words in name or display name */
                q?: string;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description name, display_name, role, region_code, state, last_login_at; with - descending */
                sort?: "name" | "-name" | "display_name" | "-display_name" | "role" | "-role" | "region_code" | "-region_code" | "state" | "-state" | "last_login_at" | "-last_login_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the user and a first password */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resetUserTOTP: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    setUserPassword: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the password */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPasswordRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description state */
                state?: "active" | "paused" | "disabled";
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description description, url, state, created_at; with - descending */
                sort?: "description" | "-description" | "url" | "-url" | "state" | "-state" | "created_at" | "-created_at";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description the webhook */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description the fields to change; the others stay */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description state */
                state?: "pending" | "delivered" | "parked";
                /** @description kind of the thing that was changed */
                thing_kind?: string;
                /** @description id of the thing that was changed */
                thing_id?: number;
                /** @description number of the page, 1 when left out; pages end at row 10,000 */
                page?: components["parameters"]["Page"];
                /** @description rows of a page, 20 when left out */
                size?: components["parameters"]["Size"];
                /** @description id, created_at, next_at, tries; with - descending; -id when left out */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "next_at" | "-next_at" | "tries" | "-tries";
                /** @description reads by key instead of by page: next of the piece before, 0 for the first */
                after?: components["parameters"]["After"];
                /** @description rows of a piece that is read by key, 20 when left out */
                limit?: components["parameters"]["Limit"];
                /** @description form of the answer, instead of Accept. A file carries every row and takes no page; ndjson has an item of the JSON form in each line, and the total of figures last. The trailer X-Row-Count tells how many rows were sent */
                format?: components["parameters"]["TableFormat"];
                /** @description encoding of format=csv; utf-8, with a byte order mark, when left out */
                charset?: components["parameters"]["Charset"];
            };
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description id of the webhook */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pauseWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description from where */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resumeWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        /** @description why */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version that the change is made on */
                "If-Match": components["parameters"]["IfMatch"];
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description language of sentences for people: zh or en, as RFC 9110 has it */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description makes the request safe to send again: chosen anew for each thing to be done, such as a UUID, and the same when that is tried again; kept 7 days for each caller and operation */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description id */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    readPublicBulletin: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the caller has: 304 when it is still the newest */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description code of the campaign */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    docsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description name of the file */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/javascript": string;
                    "image/png": string;
                    "text/css": string;
                    "text/javascript": string;
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["RequestID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
