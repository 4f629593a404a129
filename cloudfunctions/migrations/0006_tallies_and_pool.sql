CREATE TABLE "order_tallies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"yellow_hour" timestamp (3) with time zone,
	"due_hour" timestamp (3) with time zone,
	"delta" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "orders_pool";--> statement-breakpoint
DROP INDEX "orders_near";--> statement-breakpoint
CREATE INDEX "order_tallies_community" ON "order_tallies" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "orders_yellow" ON "orders" USING btree ("community_id","yellow_at") WHERE state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened') and paused_at is null;--> statement-breakpoint
CREATE INDEX "orders_pool" ON "orders" USING btree ("grid_id","id","kind","urgency","requester_id","promised_at","lat","lng") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "orders_near" ON "orders" USING gist (point("lng", "lat")) WHERE state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved');--> statement-breakpoint
-- What is open already.
INSERT INTO "order_tallies" ("id", "community_id", "yellow_hour", "due_hour", "delta")
SELECT gen_random_uuid(), community_id, yellow_hour, due_hour, open FROM (
  SELECT community_id,
    CASE WHEN runs THEN date_trunc('hour', yellow_at) END AS yellow_hour,
    CASE WHEN runs THEN date_trunc('hour', promised_at) END AS due_hour,
    count(*) AS open
  FROM (SELECT *, state <> 'contested' AND paused_at IS NULL AS runs FROM "orders"
    WHERE state IN ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested')) o
  GROUP BY 1, 2, 3
) hours;
